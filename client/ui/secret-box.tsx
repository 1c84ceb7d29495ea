import { t } from '@lingui/core/macro';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useId, useRef, type ReactNode } from 'react';

type Props = {
  /** What the secret is: "API key", "Invitation link". */
  label: string;
  secret: string;
  /** What to do with it, and until when it is good. */
  children?: ReactNode;
};

/** A secret in the one moment it can be seen, ready to be copied. */
export const SecretBox = ({ label, secret, children }: Props) => {
  const clipboard = useClipboard({ timeout: 4_000 });
  const field = useRef<HTMLInputElement>(null);
  const status = useId();
  const copy = () => {
    // Selected too: where the page may not write to the clipboard, Ctrl+C does it.
    field.current?.select();
    clipboard.copy(secret);
  };
  return (
    <Stack gap={6}>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          ref={field}
          label={label}
          value={secret}
          readOnly
          flex={1}
          spellCheck={false}
          autoComplete="off"
          onFocus={(event) => event.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', textOverflow: 'ellipsis' } }}
        />
        <Button
          data-autofocus
          onClick={copy}
          aria-describedby={status}
          leftSection={
            clipboard.copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
          }
        >
          {clipboard.copied ? t`Copied` : t`Copy`}
        </Button>
      </Group>
      <Text size="sm" id={status} role="status" c={clipboard.error ? 'var(--mantine-color-error)' : 'dimmed'}>
        {clipboard.error
          ? t`This browser does not let the page copy. The text is selected: press Ctrl+C, or ⌘C.`
          : t`It is shown this one time only.`}
      </Text>
      {children !== undefined && (
        <Text size="sm" component="div">
          {children}
        </Text>
      )}
    </Stack>
  );
};
