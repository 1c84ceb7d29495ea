import { useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { createContext, use, useEffect, useRef, type RefObject } from 'react';
import type WaveSurfer from 'wavesurfer.js';
import classes from './audio.module.css';

/** Draws on the waveform of the item, and gives back what ends that; null: nothing is drawn. A drag then is not for seeking. */
export const OnWave = createContext<((wave: WaveSurfer) => () => void) | null>(null);

/**
 * The waveform of a media element that has begun to load; a click or drag seeks in it. What cannot be decoded has none. It is
 * for the eye and the mouse: the bar below it says the same to everybody.
 */
export const Wave = ({ media }: { media: RefObject<HTMLMediaElement | null> }) => {
  const container = useRef<HTMLDivElement>(null);
  const onWave = use(OnWave);
  const theme = useMantineTheme();
  const dark = useComputedColorScheme() === 'dark';
  const [waveColor, progressColor] = dark
    ? [theme.colors.dark[3], theme.colors[theme.primaryColor]?.[4]]
    : [theme.colors.gray[4], theme.colors[theme.primaryColor]?.[6]];
  useEffect(() => {
    let wave: { destroy: () => void } | null = null;
    let endDrawing: (() => void) | undefined;
    let gone = false;
    const draw = async () => {
      // Loaded where there is sound, not with the application.
      const { default: Waves } = await import('wavesurfer.js');
      if (gone || !container.current || !media.current) return;
      const drawn = Waves.create({
        container: container.current,
        media: media.current,
        height: 'auto',
        ...(waveColor && { waveColor }),
        ...(progressColor && { progressColor, cursorColor: progressColor }),
        cursorWidth: 2,
        normalize: true,
        dragToSeek: onWave === null && { debounceTime: 0 },
        hideScrollbar: true,
      });
      wave = drawn;
      endDrawing = onWave?.(drawn);
    };
    void draw();
    return () => {
      gone = true;
      endDrawing?.();
      wave?.destroy();
    };
  }, [media, waveColor, progressColor, onWave]);
  return <div ref={container} className={classes.wave} aria-hidden />;
};
