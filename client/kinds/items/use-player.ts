import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { LargeProps, Showing } from './item-kind.ts';
import { frameTime, nextSpeed, seekStep, type PlayerOrder } from './player.ts';

/** How a person likes to play, kept from item to item. */
type Habits = { speed: number; loop: boolean; volume: number; muted: boolean };
const standard: Habits = { speed: 1, loop: false, volume: 1, muted: false };

/** Where what plays stands. */
type Playing = { showing: Showing; playing: boolean; time: number; duration: number };
const unplayed: Playing = { showing: 'loading', playing: false, time: 0, duration: Number.NaN };

const seekTo = (media: HTMLMediaElement, time: number): void => {
  media.currentTime = Math.max(0, Number.isFinite(media.duration) ? Math.min(media.duration, time) : time);
};

/**
 * Plays a media element by orders: the properties that the element is to have, where it stands, and what can be asked of it.
 * It never starts by itself, and stops where another item comes before it.
 */
export const usePlayer = ({
  onShowing,
  viewer,
  behind = false,
  fps = 25,
}: Pick<LargeProps, 'onShowing' | 'viewer' | 'behind'> & { fps?: number }) => {
  const element = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const [tries, setTries] = useState(0);
  const [at, setAt] = useState(unplayed);
  const [habits, setHabits] = useLocalStorage({ key: 'countersign.player', defaultValue: standard });
  const { speed, loop, volume, muted } = habits;
  const { showing } = at;
  const change = (changed: Partial<Habits>) => setHabits({ ...habits, ...changed });

  useEffect(() => onShowing?.(showing), [showing, onShowing]);
  useEffect(() => {
    if (behind) element.current?.pause();
  }, [behind]);
  useEffect(() => {
    const media = element.current;
    if (media) Object.assign(media, { defaultPlaybackRate: speed, playbackRate: speed, volume, muted });
  }, [speed, volume, muted, tries]);

  const step = (media: HTMLMediaElement, frames: 1 | -1): void => {
    media.pause();
    seekTo(media, frameTime(media.currentTime, frames, fps));
  };
  const orders: Record<PlayerOrder, (media: HTMLMediaElement) => void> = {
    // Refused where it is stopped again before it began.
    toggle: (media) => (media.paused ? void media.play().catch(() => {}) : media.pause()),
    back: (media) => seekTo(media, media.currentTime - seekStep(media.duration)),
    forward: (media) => seekTo(media, media.currentTime + seekStep(media.duration)),
    slower: () => change({ speed: nextSpeed(speed, -1) }),
    faster: () => change({ speed: nextSpeed(speed, 1) }),
    normal: () => change({ speed: 1 }),
    loop: () => change({ loop: !loop }),
    mute: () => change({ muted: !muted }),
    frame_back: (media) => step(media, -1),
    frame_forward: (media) => step(media, 1),
  };
  const seek = (time: number): void => {
    if (element.current) seekTo(element.current, time);
  };
  const order = (what: PlayerOrder): void => {
    if (element.current) orders[what](element.current);
  };
  useImperativeHandle(viewer, () => ({
    zoomIn: () => {},
    zoomOut: () => {},
    zoomReset: () => {},
    scroll: () => {},
    order: (what) => {
      if (what in orders) order(what as PlayerOrder); // it is one of them
    },
    playhead: () => ({
      time: element.current?.currentTime ?? 0,
      duration: element.current?.duration ?? Number.NaN,
    }),
    seek,
  }));

  const tell = () => {
    const media = element.current;
    if (media)
      setAt((before) => ({
        ...before,
        playing: !media.paused,
        time: media.currentTime,
        duration: media.duration,
      }));
  };
  const show = (to: Showing) => setAt((before) => ({ ...before, showing: to }));
  const begin = () => {
    if (element.current && element.current.currentTime > 0) element.current.currentTime = 0;
    tell();
    show('shown');
  };
  return {
    ...at,
    ...habits,
    order,
    seek,
    setVolume: (to: number) => change({ volume: to, muted: false }),
    again: () => {
      setAt(unplayed);
      setTries(tries + 1);
    },
    element,
    /** For the media element; `key` makes another of it for another try. */
    mediaKey: tries,
    media: {
      ref: element,
      loop,
      preload: 'auto' as const,
      onLoadedMetadata: () => {
        // What browsers recorded tells its length only where its end was looked for.
        if (element.current?.duration === Infinity) element.current.currentTime = Number.MAX_SAFE_INTEGER;
        else begin();
      },
      onError: () => show('failed'),
      onPlay: tell,
      onPause: tell,
      onTimeUpdate: tell,
      onSeeked: () => {
        if (showing === 'loading') begin();
        else tell();
      },
      onDurationChange: tell,
    },
  };
};

export type PlayerState = ReturnType<typeof usePlayer>;
