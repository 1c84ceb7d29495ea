import { Button, Stack, Text } from '@mantine/core';
import { IconPhotoOff, IconRefresh } from '@tabler/icons-react';
import classes from './load-failed.module.css';

type Props = { what: 'image' | 'text' | 'recording' | 'video'; address: string; onRetry: () => void };

/** Stands in for content that could not be loaded. */
export const LoadFailed = ({ what, address, onRetry }: Props) => (
  <Stack align="center" justify="center" gap="xs" className={classes.failed} role="alert">
    <IconPhotoOff size={32} aria-hidden />
    <Text fw={600}>The {what} cannot be loaded</Text>
    <Text size="sm" c="dimmed" ta="center" className={classes.address} title={address}>
      {address}
    </Text>
    <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry}>
      Try again
    </Button>
  </Stack>
);
