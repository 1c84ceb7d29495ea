import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import type { Degree } from '../../../server/domain/words.ts';
import { degreeMeanings } from '../../ui/degrees.ts';

/** Says that a setting is kept, but has no effect in the chosen degree. */
export const NotUsed = ({ degree }: { degree: Degree }) => (
  <Text size="xs" c="dimmed">
    <Trans>Kept, but without effect in the degree “{degreeMeanings[degree].title}”.</Trans>
  </Text>
);
