import { Text } from '@mantine/core';

/** That figures by class are not told here. */
export const NotByClass = ({ what }: { what: string }) => (
  <Text size="sm" c="dimmed" maw={760}>
    {what} are told by class. They are not for this kind of label, whose answers are no classes.
  </Text>
);
