import { t } from '@lingui/core/macro';
import { memo } from 'react';
import Markdown, { defaultUrlTransform, type Components } from 'react-markdown';
import { markdownComponents } from '../../ui/markdown.tsx';
import classes from './text.module.css';

const isInline = (src: unknown): src is string => typeof src === 'string' && src.startsWith('data:image/');

const components: Components = {
  ...markdownComponents,
  // Whoever wrote it must not learn who reads it: pictures are shown that it brings along, and of others what they show.
  img: ({ src, alt }) =>
    isInline(src) ? <img src={src} alt={alt ?? ''} /> : <em>[{alt ? t`picture: ${alt}` : t`picture`}]</em>,
};

const urlTransform = (url: string): string => (isInline(url) ? url : defaultUrlTransform(url));

/** A text in Markdown; raw HTML in it is shown as text. */
export const MarkdownItem = memo(({ text }: { text: string }) => (
  <div className={classes.markdown}>
    <Markdown components={components} urlTransform={urlTransform}>
      {text}
    </Markdown>
  </div>
));
