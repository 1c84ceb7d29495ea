import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { ChangeList } from './change-list.tsx';
import { diffPolicies } from './policy-diff.ts';
import type { PolicyDraft } from './use-policy-draft.ts';
import { allOf } from '../../ui/all-of.ts';

/** Tells that somebody saved another revision while this draft was made, what they changed, and how to go on. */
export const ConflictNotice = ({ draft }: { draft: PolicyDraft }) => {
  const [overlaps, setOverlaps] = useState<string[]>([]);
  const { newer, base, title } = draft;
  if (newer === null)
    return overlaps.length === 0 ? null : (
      <Alert
        mb="lg"
        color="yellow"
        title={t`Your changes were carried over`}
        withCloseButton
        closeButtonLabel={t`Dismiss`}
        onClose={() => setOverlaps([])}
      >
        <Trans>
          Both of you had changed {allOf(overlaps)}: yours is kept in the form. Look at it again before you
          put it in force.
        </Trans>
      </Alert>
    );
  return (
    <Alert
      mb="lg"
      role="alert"
      color="yellow"
      icon={<IconGitMerge aria-hidden />}
      title={t`${newer.author.name} put revision ${newer.revision} in force while you were editing`}
    >
      <Text size="sm" mb="xs">
        {newer.note !== '' && <>{t`Their note: “${newer.note}”.`} </>}
        <Trans>Since revision {base.revision}, on which your draft stands, this changed:</Trans>
      </Text>
      <ChangeList changes={diffPolicies(base.policy, newer.policy, title)} />
      <Group gap="xs" mt="md">
        <Button size="xs" disabled={draft.policy === null} onClick={() => setOverlaps(draft.carryOver())}>
          <Trans>Carry my changes over</Trans>
        </Button>
        <Button size="xs" variant="default" onClick={draft.discard}>
          <Trans>Discard mine</Trans>
        </Button>
      </Group>
    </Alert>
  );
};
