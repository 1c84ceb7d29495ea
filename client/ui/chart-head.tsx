import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a chart is called and one line on how to read it, with what can be done with it; `id` names the title. */
export const ChartHead = ({
  id,
  title,
  hint,
  children,
}: {
  id: string;
  title: string;
  hint: string;
  children: ReactNode;
}) => (
  <Group justify="space-between" align="flex-start" gap="xs" mb="xs" wrap="nowrap">
    <div>
      <Title order={3} size="h5" id={id}>
        {title}
      </Title>
      <Text size="xs" c="dimmed">
        {hint}
      </Text>
    </div>
    {children}
  </Group>
);
