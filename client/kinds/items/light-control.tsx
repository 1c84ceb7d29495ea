import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, Popover, Slider, Stack, Text, Tooltip } from '@mantine/core';
import { IconBrightness } from '@tabler/icons-react';
import classes from './image.module.css';
import { isPlain, lightRange, plain, type Light } from './light.ts';

type Props = { light: Light; onLight: (light: Light) => void };

/** Brightness and contrast of an image, behind a button that says when they are not as it was sent. */
export const LightControl = ({ light, onLight }: Props) => {
  const slider = (name: 'brightness' | 'contrast', label: string) => (
    <div>
      <Text size="sm">
        {label} {light[name]}&nbsp;%
      </Text>
      <Slider
        thumbLabel={label}
        label={null}
        {...lightRange}
        step={10}
        value={light[name]}
        onChange={(percent) => onLight({ ...light, [name]: percent })}
      />
    </div>
  );
  const altered = !isPlain(light);
  return (
    <div className={classes.light}>
      <Popover position="top-start" width={260} shadow="md" transitionProps={{ duration: 0 }} trapFocus>
        <Popover.Target>
          <Tooltip label={t`Brightness and contrast`}>
            <ActionIcon
              variant={altered ? 'filled' : 'default'}
              className={classes.lightButton}
              aria-label={altered ? t`Brightness and contrast, altered` : t`Brightness and contrast`}
            >
              <IconBrightness size={18} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="sm">
            {slider('brightness', t`Brightness`)}
            {slider('contrast', t`Contrast`)}
            <Button variant="default" size="xs" disabled={!altered} onClick={() => onLight(plain)}>
              <Trans>As it was sent</Trans>
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
};
