import { t } from '@lingui/core/macro';
import { Center, Loader } from '@mantine/core';

/** Says that something is on its way; takes the room of what will come. */
export const Loading = ({
  label = t`Loading`,
  height = 240,
}: {
  label?: string;
  height?: number | string;
}) => (
  <Center mih={height} role="status" aria-label={label}>
    <Loader type="dots" size="sm" aria-hidden />
  </Center>
);
