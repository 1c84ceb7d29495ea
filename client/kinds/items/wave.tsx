import { useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { useEffect, useRef, type RefObject } from 'react';
import classes from './audio.module.css';

/**
 * The waveform of a media element that has begun to load; a click or drag seeks in it. What cannot be decoded has none. It is
 * for the eye and the mouse: the bar below it says the same to everybody.
 */
export const Wave = ({ media }: { media: RefObject<HTMLMediaElement | null> }) => {
  const container = useRef<HTMLDivElement>(null);
  const theme = useMantineTheme();
  const dark = useComputedColorScheme() === 'dark';
  const [waveColor, progressColor] = dark
    ? [theme.colors.dark[3], theme.colors[theme.primaryColor]?.[4]]
    : [theme.colors.gray[4], theme.colors[theme.primaryColor]?.[6]];
  useEffect(() => {
    let wave: { destroy: () => void } | null = null;
    let gone = false;
    const draw = async () => {
      // Loaded where there is sound, not with the application.
      const { default: WaveSurfer } = await import('wavesurfer.js');
      if (gone || !container.current || !media.current) return;
      wave = WaveSurfer.create({
        container: container.current,
        media: media.current,
        height: 'auto',
        ...(waveColor && { waveColor }),
        ...(progressColor && { progressColor, cursorColor: progressColor }),
        cursorWidth: 2,
        normalize: true,
        dragToSeek: { debounceTime: 0 },
        hideScrollbar: true,
      });
    };
    void draw();
    return () => {
      gone = true;
      wave?.destroy();
    };
  }, [media, waveColor, progressColor]);
  return <div ref={container} className={classes.wave} aria-hidden />;
};
