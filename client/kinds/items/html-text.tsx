import { Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './text.module.css';
import type { TextContent } from './text-content.tsx';

/** What a text in HTML may load: nothing but pictures that it brings along. Links lead nowhere. */
const head =
  '<!doctype html><meta charset="utf-8">' +
  '<meta http-equiv="Content-Security-Policy" content="' +
  `default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; form-action 'none'">` +
  '<base target="_blank">' +
  '<style>:root{color-scheme:light;background:#fff;color:#1a1b1e;font:17px/1.6 system-ui,sans-serif}' +
  'body{max-width:72ch;margin:0 auto;padding:28px;overflow-wrap:anywhere}img,table{max-width:100%}</style>';

/**
 * Gives the focus back to the page after a click into a frame, which would keep all keys for itself. Who comes by Tab stays, to
 * scroll it.
 */
const useFocusBack = () => {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    let isTabbed = false;
    const onKeyDown = ({ key }: KeyboardEvent) => {
      isTabbed = key === 'Tab';
    };
    const onPointerMove = () => {
      isTabbed = false;
    };
    // The frame has the focus only once the page has lost it.
    const onBlur = () =>
      setTimeout(() => {
        const inFrame = document.activeElement === frame.current ? frame.current : null;
        if (inFrame === null || isTabbed) return;
        inFrame.blur();
        window.focus();
      });
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('pointermove', onPointerMove);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('pointermove', onPointerMove);
      window.removeEventListener('blur', onBlur);
    };
  }, []);
  return frame;
};

/** A text in HTML, on white paper in a frame of its own: no script of it runs, and nothing is fetched for it. */
export const HtmlText = ({ content, label }: { content: TextContent; label: string }) => {
  const frame = useFocusBack();
  const direction = content.direction === 'auto' ? '' : `<html dir="${content.direction}">`;
  return (
    <div className={classes.framed}>
      {content.title !== null && (
        <Title order={2} size="h3" className={classes.frameTitle} dir="auto">
          {content.title}
        </Title>
      )}
      <iframe
        ref={frame}
        className={classes.frame}
        sandbox=""
        referrerPolicy="no-referrer"
        srcDoc={head + direction + content.text}
        title={label}
      />
    </div>
  );
};

/** What a text in HTML says, without its tags. Nothing of it is loaded or run. */
export const plainFromHtml = (html: string): string => {
  // What stood below one another must not run together.
  const { body } = new DOMParser().parseFromString(html.replaceAll('<', ' <'), 'text/html');
  for (const unread of body.querySelectorAll('style, script, template')) unread.remove();
  return body.textContent.replaceAll(/\s+/gu, ' ').trim();
};
