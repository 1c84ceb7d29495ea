import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import { ChangePanel } from './change-panel.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { History } from './history.tsx';
import { DegreeSection, PolicyForm } from './policy-form.tsx';
import classes from './policy.module.css';
import { usePolicyDraft, type PolicyRevision, type SavedDraft } from './use-policy-draft.ts';

type Props = {
  current: PolicyRevision;
  /** What the form starts with in place of the policy in force. */
  opened: SavedDraft | null;
};

/** The policy as one form, with what its changes would do beside it and its history below. */
export const PolicyEditor = ({ current, opened }: Props) => {
  const draft = usePolicyDraft(current, opened);
  const panel = useRef<HTMLElement>(null);
  const unsaved = draft.dirty;
  const leaving = useBlocker({
    shouldBlockFn: () => unsaved,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  });
  const showPanel = () => {
    panel.current?.scrollIntoView({ block: 'start' });
    panel.current?.focus({ preventScroll: true });
  };
  const goBackTo = (earlier: PolicyRevision) => {
    draft.goBackTo(earlier);
    showPanel();
  };
  return (
    <>
      <ConflictNotice draft={draft} />
      <DegreeSection draft={draft} inForce={draft.base.policy.degree} />
      <div className={classes.page}>
        <div>
          <PolicyForm draft={draft} />
          {draft.dirty && (
            <div className={classes.jump}>
              <Button fullWidth onClick={showPanel}>
                {plural(draft.changes.length, { one: 'Look at your change', other: 'Look at your changes' })}
              </Button>
            </div>
          )}
        </div>
        <ChangePanel ref={panel} draft={draft} current={current} />
      </div>
      <History current={current} onGoBack={goBackTo} />
      <Modal
        opened={leaving.status === 'blocked'}
        onClose={() => leaving.reset?.()}
        title={t`Leave without putting your changes in force?`}
      >
        <Text size="sm">
          <Trans>What you changed here is lost when you leave this page.</Trans>
        </Text>
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={() => leaving.reset?.()} data-autofocus>
            <Trans>Stay</Trans>
          </Button>
          <Button color="red" onClick={() => leaving.proceed?.()}>
            <Trans>Leave</Trans>
          </Button>
        </Group>
      </Modal>
    </>
  );
};
