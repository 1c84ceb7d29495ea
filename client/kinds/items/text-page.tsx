import { t } from '@lingui/core/macro';
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LargeProps } from './item-kind.ts';
import { Scroller } from './scroller.tsx';
import type { TextContent } from './text-content.tsx';
import classes from './text.module.css';

/** Texts up to this many characters are set large. */
const short = 240;

type Props = Pick<LargeProps, 'itemKey' | 'viewer'> & { content: TextContent; children: ReactNode };

/** A page to read from, with its title; long ones scroll. */
export const TextPage = ({ content, itemKey, viewer, children }: Props) => {
  const { title, text, format, direction } = content;
  return (
    <Scroller label={title ?? t`Text ${itemKey}`} viewer={viewer}>
      <article
        className={classes.page}
        data-short={(text.length <= short && format === 'plain') || undefined}
        dir={direction}
      >
        {title !== null && (
          <Title order={2} size="h3" mb="sm" dir="auto">
            {title}
          </Title>
        )}
        {children}
      </article>
    </Scroller>
  );
};
