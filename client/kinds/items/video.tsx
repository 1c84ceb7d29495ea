import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { IconPlayerSkipBack, IconPlayerSkipForward, IconVideo } from '@tabler/icons-react';
import audioClasses from './audio.module.css';
import type { ItemKind, LargeProps, ThumbnailProps } from './item-kind.ts';
import { LoadFailed } from './load-failed.tsx';
import { readVideo } from './payloads.ts';
import { OrderButton, PlayerBar } from './player-bar.tsx';
import { filmKeyRows, filmKeys } from './player.ts';
import { UnknownLarge, UnknownThumbnail } from './unknown.tsx';
import { usePlayer } from './use-player.ts';
import classes from './video.module.css';

/** Frames a second of a film whose sender does not say: browsers do not tell. */
const usualFps = 25;

type Video = { src: string; caption: string | null; fps: number | null };

const Playable = ({
  src,
  caption,
  fps,
  itemKey,
  ...rest
}: Video & Pick<LargeProps, 'itemKey' | 'onShowing' | 'viewer' | 'behind'>) => {
  const player = usePlayer({ ...rest, fps: fps ?? usualFps });
  const { showing, media, mediaKey } = player;
  return (
    <figure className={classes.figure} aria-label={t`Video ${itemKey}`}>
      {showing === 'failed' && <LoadFailed what="video" address={src} onRetry={player.again} />}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written any: it is what is to be judged */}
      <video
        key={mediaKey}
        src={src}
        className={classes.video}
        data-showing={showing}
        playsInline
        disablePictureInPicture
        {...media}
      />
      {showing !== 'failed' && (
        <PlayerBar player={player}>
          <OrderButton player={player} what="frame_back" label={t`Back by a frame`}>
            <IconPlayerSkipBack size={18} />
          </OrderButton>
          <OrderButton player={player} what="frame_forward" label={t`Forward by a frame`}>
            <IconPlayerSkipForward size={18} />
          </OrderButton>
        </PlayerBar>
      )}
      {fps === null && showing !== 'failed' && (
        <Text size="xs" c="dimmed" ta="center">
          <Trans>The sender tells no frame rate: steps are made for {usualFps} frames a second.</Trans>
        </Text>
      )}
      {caption !== null && (
        <figcaption className={audioClasses.caption} title={caption}>
          {caption}
        </figcaption>
      )}
    </figure>
  );
};

const Large = (props: LargeProps) => {
  const { project, payload, ...rest } = props;
  const video = readVideo(project, payload);
  return video === null ? <UnknownLarge {...props} /> : <Playable {...video} {...rest} />;
};

const Thumbnail = (props: ThumbnailProps) => {
  const video = readVideo(props.project, props.payload);
  if (video === null) return <UnknownThumbnail {...props} />;
  return (
    <span className={audioClasses.thumbnail} title={video.caption ?? undefined}>
      <IconVideo size={16} aria-hidden />
      <span className={audioClasses.line}>{video.caption ?? t`Video`}</span>
    </span>
  );
};

/** Films: played and stepped through frame by frame, by keys and buttons. */
export const video: ItemKind = { Large, Thumbnail, zooms: false, orders: filmKeys, keys: filmKeyRows };
