import { Button, Text, Title } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { CallError } from '../../api/call.ts';
import { Loading } from '../../ui/loading.tsx';
import type { ItemKind, LargeProps, Showing, ThumbnailProps } from './item-kind.ts';
import { LoadFailed } from './load-failed.tsx';
import { readText } from './payloads.ts';
import classes from './text.module.css';
import { UnknownLarge, UnknownThumbnail } from './unknown.tsx';
import { Scroller } from './scroller.tsx';
import { locale } from '../../ui/locale.ts';

/** Texts up to this many characters are set large; beyond the other, the rest is shown on demand. */
const short = 240;
const long = 100_000;

const fetchText = async (src: string, signal: AbortSignal): Promise<string> => {
  const response = await fetch(src, { credentials: 'same-origin', signal });
  if (!response.ok) throw new CallError(null);
  return response.text();
};

const Body = ({
  title,
  text,
  itemKey,
  viewer,
}: { title: string | null; text: string } & Pick<LargeProps, 'itemKey' | 'viewer'>) => {
  const [all, setAll] = useState(false);
  const shown = all ? text : text.slice(0, long);
  return (
    <Scroller label={title ?? `Text ${itemKey}`} viewer={viewer}>
      <article className={classes.page} data-short={text.length <= short || undefined} dir="auto">
        {title !== null && (
          <Title order={2} size="h3" mb="sm">
            {title}
          </Title>
        )}
        {text === '' ? (
          <Text c="dimmed">This text is empty.</Text>
        ) : (
          <div className={classes.text}>{shown}</div>
        )}
        {shown.length < text.length && (
          <Button variant="default" mt="md" onClick={() => setAll(true)}>
            Show the remaining {(text.length - shown.length).toLocaleString(locale)} characters
          </Button>
        )}
      </article>
    </Scroller>
  );
};

const Fetched = ({
  title,
  src,
  ...rest
}: { title: string | null; src: string } & Pick<LargeProps, 'itemKey' | 'viewer' | 'onShowing'>) => {
  const { onShowing } = rest;
  const content = useQuery({
    queryKey: ['media-text', src],
    queryFn: ({ signal }) => fetchText(src, signal),
    staleTime: Infinity,
  });
  const showing: Showing = content.isSuccess ? 'shown' : content.isError ? 'failed' : 'loading';
  useEffect(() => onShowing?.(showing), [showing, onShowing]);
  if (content.isSuccess) return <Body title={title} text={content.data} {...rest} />;
  if (content.isError) return <LoadFailed what="text" address={src} onRetry={() => void content.refetch()} />;
  return <Loading label="Loading the text" height="100%" />;
};

const Inline = ({
  onShowing,
  ...rest
}: { title: string | null; text: string } & Pick<LargeProps, 'itemKey' | 'viewer' | 'onShowing'>) => {
  useEffect(() => onShowing?.('shown'), [onShowing]);
  return <Body {...rest} />;
};

const Large = ({ project, payload, itemKey, viewer, onShowing }: LargeProps) => {
  const text = readText(project, payload);
  const rest = { itemKey, viewer, onShowing };
  if (text === null) return <UnknownLarge project={project} payload={payload} {...rest} />;
  return 'src' in text ? (
    <Fetched title={text.title} src={text.src} {...rest} />
  ) : (
    <Inline {...text} {...rest} />
  );
};

const Thumbnail = (props: ThumbnailProps) => {
  const text = readText(props.project, props.payload);
  if (text === null) return <UnknownThumbnail {...props} />;
  if ('src' in text)
    return (
      <span className={classes.file}>
        <IconFileText size={16} aria-hidden />
        <span className={classes.line}>{text.title ?? 'Text document'}</span>
        {text.size !== null && (
          <Text span size="xs" c="dimmed">
            {Math.max(1, Math.round(text.size / 1024)).toLocaleString(locale)} kB
          </Text>
        )}
      </span>
    );
  const beginning = [text.title, text.text.slice(0, 300)].filter(Boolean).join(' · ');
  return (
    <span className={classes.lines} title={beginning} dir="auto">
      {beginning}
    </span>
  );
};

/** Texts: set for reading, scrolled by keys where they are long. */
export const text: ItemKind = { Large, Thumbnail, zooms: false, orders: {}, keys: [] };
