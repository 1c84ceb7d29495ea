import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Ref } from 'react';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { ChangeList } from './change-list.tsx';
import classes from './changes.module.css';
import { Preview } from './preview.tsx';
import type { PolicyDraft, PolicyRevision } from './use-policy-draft.ts';

type Props = { ref: Ref<HTMLElement>; draft: PolicyDraft; current: PolicyRevision };

/** What the draft changes, what it would have done to the latest items, and the button that puts it in force. */
export const ChangePanel = ({ ref, draft, current }: Props) => (
  <aside ref={ref} className={classes.panel} tabIndex={-1} aria-label={t`Your changes`}>
    {/* It scrolls by itself on wide screens, so the keyboard must reach it. */}
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t`What changes`}>
      <Title order={2} size="h4" mb="xs">
        <Trans>Changes</Trans>
      </Title>
      <Changes draft={draft} current={current} />
      <Preview policy={draft.policy} />
    </div>
    <div className={classes.foot}>
      <Save draft={draft} />
    </div>
  </aside>
);

const Changes = ({ draft, current }: { draft: PolicyDraft; current: PolicyRevision }) => {
  const { changes, faults, policy } = draft;
  if (policy === null)
    return (
      <Group gap={8} wrap="nowrap" align="flex-start" c="var(--mantine-color-error)">
        <IconAlertTriangle size={18} className={classes.still} aria-hidden />
        <Text size="sm">
          <Trans>
            <Plural value={faults.size} one="One field is" other={`${faults.size} fields are`} /> not complete
            yet. {[...faults.values()][0]}.
          </Trans>
        </Text>
      </Group>
    );
  if (changes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        <Trans>None: this is revision {current.revision}, which is in force.</Trans>
      </Text>
    );
  return <ChangeList changes={changes} />;
};

const Save = ({ draft }: { draft: PolicyDraft }) => {
  const { policy, changes, save, newer } = draft;
  const ready = policy !== null && changes.length > 0 && newer === null;
  return (
    <Stack gap="sm">
      {draft.saveError !== null && <ErrorPanel error={draft.saveError} title={t`The policy was not saved`} />}
      <Textarea
        label={t`Note`}
        placeholder={t`Why this change`}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={500}
        value={draft.note}
        onChange={(event) => draft.setNote(event.currentTarget.value)}
      />
      <Group gap="xs" justify="space-between">
        {draft.dirty ? (
          <Button variant="subtle" color="gray" onClick={draft.discard}>
            <Trans>Discard</Trans>
          </Button>
        ) : (
          <span />
        )}
        <Button
          disabled={!ready}
          loading={save.isPending}
          onClick={() => {
            if (policy !== null) save.mutate(policy);
          }}
        >
          <Trans>Put in force</Trans>
        </Button>
      </Group>
    </Stack>
  );
};
