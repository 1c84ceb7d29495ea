import { Typography } from '@mantine/core';
import Markdown, { type Components } from 'react-markdown';

/** Headings of a text in Markdown stand below those of the page around it; its links open apart from it. */
export const markdownComponents: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
  a: ({ children, href }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
};

/** A text that a person wrote in Markdown; raw HTML in it is shown as text, and scripts' addresses are dropped. */
export const MarkdownText = ({ children }: { children: string }) => (
  <Typography fz="sm" style={{ overflowWrap: 'anywhere' }}>
    <Markdown components={markdownComponents}>{children}</Markdown>
  </Typography>
);
