import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { CallError } from '../../api/call.ts';
import { Loading } from '../../ui/loading.tsx';
import type { LargeProps, Showing } from './item-kind.ts';
import { LoadFailed } from './load-failed.tsx';
import { readText, type TextLook } from './payloads.ts';
import { UnknownLarge } from './unknown.tsx';

/** A text and how it is to be shown. */
export type TextContent = TextLook & { text: string };

type Showable = Pick<LargeProps, 'onShowing'> & { children: (content: TextContent) => ReactNode };

const fetchText = async (src: string, signal: AbortSignal): Promise<string> => {
  const response = await fetch(src, { credentials: 'same-origin', signal });
  if (!response.ok) throw new CallError(null);
  return response.text();
};

const Fetched = ({ src, children, onShowing, ...look }: TextLook & { src: string } & Showable) => {
  const content = useQuery({
    queryKey: ['media-text', src],
    queryFn: ({ signal }) => fetchText(src, signal),
    staleTime: Infinity,
  });
  const showing: Showing = content.isSuccess ? 'shown' : content.isError ? 'failed' : 'loading';
  useEffect(() => onShowing?.(showing), [showing, onShowing]);
  if (content.isSuccess) return children({ ...look, text: content.data });
  if (content.isError) return <LoadFailed what="text" address={src} onRetry={() => void content.refetch()} />;
  return <Loading label={t`Loading the text`} height="100%" />;
};

const Inline = ({ children, onShowing, ...content }: TextContent & Showable) => {
  useEffect(() => onShowing?.('shown'), [onShowing]);
  return children(content);
};

/** The text of an item, fetched where it is a file, as `children` show it. */
export const WithText = ({ children, ...props }: Omit<LargeProps, 'children'> & Showable) => {
  const { project, payload, onShowing } = props;
  const found = readText(project, payload);
  if (found === null) return <UnknownLarge {...props} />;
  const rest = { onShowing, children };
  return 'src' in found ? <Fetched {...found} {...rest} /> : <Inline {...found} {...rest} />;
};
