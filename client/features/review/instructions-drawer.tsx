import { Drawer, Typography } from '@mantine/core';
import Markdown from 'react-markdown';
import classes from './dialogs.module.css';

type Props = { opened: boolean; onClose: () => void; question: string; instructions: string };

/** The project's instructions. HTML in them is shown as text, never run. */
export const InstructionsDrawer = ({ opened, onClose, question, instructions }: Props) => (
  <Drawer
    opened={opened}
    onClose={onClose}
    position="right"
    size="lg"
    title={question}
    transitionProps={{ duration: 0 }}
  >
    <Typography className={classes.instructions}>
      <Markdown
        components={{
          // The drawer's title is the heading above these.
          h1: ({ children }) => <h3>{children}</h3>,
          h2: ({ children }) => <h3>{children}</h3>,
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noopener noreferrer">
              {children}
            </a>
          ),
        }}
      >
        {instructions}
      </Markdown>
    </Typography>
  </Drawer>
);
