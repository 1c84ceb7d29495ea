import { Drawer, Typography } from '@mantine/core';
import Markdown from 'react-markdown';
import type { Project } from '../../api/queries.ts';
import { ClassExamples } from './class-examples.tsx';
import classes from './dialogs.module.css';

type Props = { opened: boolean; onClose: () => void; project: Project };

/** The project's instructions, and examples of its classes. HTML in them is shown as text, never run. */
export const InstructionsDrawer = ({ opened, onClose, project }: Props) => (
  <Drawer
    opened={opened}
    onClose={onClose}
    position="right"
    size="lg"
    title={project.question}
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
        {project.instructions}
      </Markdown>
    </Typography>
    <ClassExamples project={project} />
  </Drawer>
);
