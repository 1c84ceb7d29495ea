import { t } from '@lingui/core/macro';
import { ActionIcon, Code, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

type Props = {
  hash: string;
  /** What is hashed, for those who hear of it. */
  of: string;
};

/** The first digits of a hash, with a button that copies all of it. */
export const HashText = ({ hash, of }: Props) => (
  <Group gap={4} wrap="nowrap" component="span" style={{ display: 'inline-flex' }}>
    <Code title={hash}>{hash.slice(0, 12)}</Code>
    <CopyButton value={hash} timeout={2_000}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={copied ? t`Copied` : t`Copy the hash of ${of}`}
          onClick={copy}
        >
          {copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
        </ActionIcon>
      )}
    </CopyButton>
  </Group>
);
