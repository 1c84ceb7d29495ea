import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Stack, Text } from '@mantine/core';
import { IconPhotoOff, IconRefresh } from '@tabler/icons-react';
import classes from './load-failed.module.css';

const failedWords = {
  image: t`The image cannot be loaded`,
  text: t`The text cannot be loaded`,
  recording: t`The recording cannot be loaded`,
  video: t`The video cannot be loaded`,
};

type Props = { what: keyof typeof failedWords; address: string; onRetry: () => void };

/** Stands in for content that could not be loaded. */
export const LoadFailed = ({ what, address, onRetry }: Props) => (
  <Stack align="center" justify="center" gap="xs" className={classes.failed} role="alert">
    <IconPhotoOff size={32} aria-hidden />
    <Text fw={600}>{failedWords[what]}</Text>
    <Text size="sm" c="dimmed" ta="center" className={classes.address} title={address}>
      {address}
    </Text>
    <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry}>
      <Trans>Try again</Trans>
    </Button>
  </Stack>
);
