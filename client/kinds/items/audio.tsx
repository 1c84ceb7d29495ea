import { t } from '@lingui/core/macro';
import { IconVolume } from '@tabler/icons-react';
import classes from './audio.module.css';
import type { ItemKind, LargeProps, ThumbnailProps } from './item-kind.ts';
import { LoadFailed } from './load-failed.tsx';
import { readAudio } from './payloads.ts';
import { PlayerBar } from './player-bar.tsx';
import { playerKeyRows, playerKeys } from './player.ts';
import { UnknownLarge, UnknownThumbnail } from './unknown.tsx';
import { usePlayer } from './use-player.ts';
import { Wave } from './wave.tsx';

/** Larger files, in bytes, are played without a waveform, which would need all of them decoded in the browser. */
const drawnUpTo = 30_000_000;

type Audio = { src: string; caption: string | null; size: number | null };

const Playable = ({
  src,
  caption,
  size,
  itemKey,
  ...rest
}: Audio & Pick<LargeProps, 'itemKey' | 'onShowing' | 'viewer' | 'behind'>) => {
  const player = usePlayer(rest);
  const { showing, media, mediaKey } = player;
  const drawn = showing === 'shown' && size !== null && size <= drawnUpTo;
  return (
    <figure className={classes.figure} aria-label={t`Recording ${itemKey}`}>
      {showing === 'failed' && <LoadFailed what="recording" address={src} onRetry={player.again} />}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written any: it is what is to be judged */}
      <audio key={mediaKey} src={src} {...media} />
      {drawn && <Wave media={player.element} />}
      {showing !== 'failed' && <PlayerBar player={player} />}
      {caption !== null && (
        <figcaption className={classes.caption} title={caption}>
          {caption}
        </figcaption>
      )}
    </figure>
  );
};

const Large = (props: LargeProps) => {
  const { project, payload, ...rest } = props;
  const audio = readAudio(project, payload);
  return audio === null ? <UnknownLarge {...props} /> : <Playable {...audio} {...rest} />;
};

const Thumbnail = (props: ThumbnailProps) => {
  const audio = readAudio(props.project, props.payload);
  if (audio === null) return <UnknownThumbnail {...props} />;
  return (
    <span className={classes.thumbnail} title={audio.caption ?? undefined}>
      <IconVolume size={16} aria-hidden />
      <span className={classes.line}>{audio.caption ?? t`Recording`}</span>
    </span>
  );
};

/** Recordings: played by keys and buttons, sought in by the waveform. */
export const audio: ItemKind = { Large, Thumbnail, zooms: false, orders: playerKeys, keys: playerKeyRows };
