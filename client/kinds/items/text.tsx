import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Text, Typography } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { locale } from '../../ui/locale.ts';
import { HtmlText, plainFromHtml } from './html-text.tsx';
import type { ItemKind, LargeProps, ThumbnailProps } from './item-kind.ts';
import { MarkdownItem } from './markdown-item.tsx';
import { readText, type TextLook } from './payloads.ts';
import { WithText, type TextContent } from './text-content.tsx';
import { TextPage } from './text-page.tsx';
import { TextPieces } from './text-pieces.tsx';
import classes from './text.module.css';
import { UnknownThumbnail } from './unknown.tsx';

/** Characters beyond which the rest is shown on demand. */
const long = 1_000_000;

const Plain = ({ text }: { text: string }) => {
  const [all, setAll] = useState(false);
  const shown = all ? text : text.slice(0, long);
  return (
    <>
      <div className={classes.text}>
        <TextPieces text={shown} />
      </div>
      {shown.length < text.length && (
        <Button variant="default" mt="md" onClick={() => setAll(true)}>
          <Trans>Show the remaining {(text.length - shown.length).toLocaleString(locale)} characters</Trans>
        </Button>
      )}
    </>
  );
};

const Body = ({ content, ...props }: Pick<LargeProps, 'itemKey' | 'viewer'> & { content: TextContent }) => {
  const { title, text, format } = content;
  const isHtml = format === 'html' && text !== '';
  if (isHtml) return <HtmlText content={content} label={title ?? t`Text ${props.itemKey}`} />;
  return (
    <TextPage content={content} {...props}>
      {text === '' && (
        <Text c="dimmed">
          <Trans>This text is empty.</Trans>
        </Text>
      )}
      {format === 'markdown' ? (
        <Typography>
          <MarkdownItem text={text} />
        </Typography>
      ) : (
        <Plain text={text} />
      )}
    </TextPage>
  );
};

const Large = (props: LargeProps) => (
  <WithText {...props}>
    {(content) => <Body content={content} itemKey={props.itemKey} viewer={props.viewer} />}
  </WithText>
);

const beginningOf = ({ title, format, text }: TextLook & { text: string }): string => {
  const beginning = format === 'html' ? plainFromHtml(text.slice(0, 4_000)) : text;
  return [title, beginning.slice(0, 300)].filter(Boolean).join(' · ');
};

const Thumbnail = (props: ThumbnailProps) => {
  const text = readText(props.project, props.payload);
  if (text === null) return <UnknownThumbnail {...props} />;
  if ('src' in text)
    return (
      <span className={classes.file} dir={text.direction}>
        <IconFileText size={16} aria-hidden />
        <span className={classes.line}>{text.title ?? t`Text document`}</span>
        {text.size !== null && (
          <Text span size="xs" c="dimmed">
            <Trans>{Math.max(1, Math.round(text.size / 1024)).toLocaleString(locale)} kB</Trans>
          </Text>
        )}
      </span>
    );
  const beginning = beginningOf(text);
  return (
    <span className={classes.lines} title={beginning} dir={text.direction}>
      {beginning}
    </span>
  );
};

/** Texts: set for reading, scrolled by keys where they are long. */
export const text: ItemKind = { Large, Thumbnail, zooms: false, orders: {}, keys: [] };
