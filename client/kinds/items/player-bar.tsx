import { t } from '@lingui/core/macro';
import { ActionIcon, Slider, Text } from '@mantine/core';
import {
  IconMinus,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlus,
  IconRepeat,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import type { ComponentProps, ReactNode } from 'react';
import classes from './player-bar.module.css';
import { timeText, type PlayerOrder } from './player.ts';
import type { PlayerState } from './use-player.ts';
import { locale } from '../../ui/locale.ts';

type ButtonProps = {
  player: PlayerState;
  what: PlayerOrder;
  label: string;
  pressed?: boolean;
  children: ReactNode;
};

export const OrderButton = ({ player, what, label, pressed, children }: ButtonProps) => (
  <ActionIcon
    variant={pressed === true ? 'light' : 'default'}
    className={classes.button}
    aria-label={label}
    aria-pressed={pressed}
    title={label}
    disabled={player.showing !== 'shown'}
    onClick={() => player.order(what)}
  >
    {children}
  </ActionIcon>
);

const PlainSlider = (props: ComponentProps<typeof Slider>) => (
  <Slider size="sm" label={null} thumbSize={24} {...props} />
);

/** Where a recording without a known length ends, as streams have none. */
const endOf = ({ time, duration }: PlayerState): number =>
  Math.max(0.01, Number.isFinite(duration) ? duration : time);

const Position = ({ player }: { player: PlayerState }) => (
  <PlainSlider
    thumbLabel={t`Position`}
    thumbProps={{ 'aria-valuetext': timeText(player.time) }}
    min={0}
    max={endOf(player)}
    step={0.01}
    value={player.time}
    disabled={player.showing !== 'shown'}
    onChange={player.seek}
  />
);

const Speed = ({ player }: { player: PlayerState }) => (
  <div className={classes.group} role="group" aria-label={t`Speed`}>
    <OrderButton player={player} what="slower" label={t`Slower`}>
      <IconMinus size={18} />
    </OrderButton>
    <Text size="sm" className={classes.speed} aria-live="polite">
      {player.speed.toLocaleString(locale)} ×
    </Text>
    <OrderButton player={player} what="faster" label={t`Faster`}>
      <IconPlus size={18} />
    </OrderButton>
  </div>
);

const Volume = ({ player }: { player: PlayerState }) => (
  <div className={classes.group} role="group" aria-label={t`Volume`}>
    <OrderButton player={player} what="mute" label={t`Mute`} pressed={player.muted}>
      {player.muted ? <IconVolumeOff size={18} /> : <IconVolume size={18} />}
    </OrderButton>
    <PlainSlider
      className={classes.volume}
      thumbLabel={t`Volume`}
      min={0}
      max={1}
      step={0.05}
      value={player.muted ? 0 : player.volume}
      onChange={player.setVolume}
    />
  </div>
);

/** What plays: where it stands, and buttons for all that its keys do. `children`: more of them. */
export const PlayerBar = ({ player, children }: { player: PlayerState; children?: ReactNode }) => (
  <div className={classes.bar} role="group" aria-label={t`Player`}>
    <Position player={player} />
    <div className={classes.buttons}>
      <Text size="sm" className={classes.time}>
        {timeText(player.time)} / {Number.isFinite(player.duration) ? timeText(player.duration) : '–'}
      </Text>
      <OrderButton player={player} what="toggle" label={player.playing ? t`Pause` : t`Play`}>
        {player.playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
      </OrderButton>
      {children}
      <OrderButton player={player} what="loop" label={t`Loop`} pressed={player.loop}>
        <IconRepeat size={18} />
      </OrderButton>
      <Speed player={player} />
      <Volume player={player} />
    </div>
  </div>
);
