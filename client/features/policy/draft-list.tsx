import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { policyContract } from '../../../server/features/policy/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { ChangeList } from './change-list.tsx';
import changes from './changes.module.css';
import { diffPolicies } from './policy-diff.ts';
import { RenameDraftModal } from './rename-draft-modal.tsx';
import { useClassTitle, type PolicyRevision, type SavedDraft } from './use-policy-draft.ts';

type Props = {
  drafts: readonly SavedDraft[];
  current: PolicyRevision;
  onCompare: (draft: SavedDraft) => void;
};

/** The policies that are kept as drafts: what each would change, and what can be done with it. */
export const DraftList = ({ drafts, current, onCompare }: Props) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [renamed, setRenamed] = useState<SavedDraft | null>(null);
  const [removed, setRemoved] = useState<SavedDraft | null>(null);
  const refresh = () => cache.invalidateQueries({ queryKey: keys.policyDrafts(project) });
  if (drafts.length === 0) return null;
  return (
    <section aria-labelledby="policy-drafts" className={changes.history}>
      <Title order={2} size="h3" id="policy-drafts" mb="sm">
        <Trans>Drafts</Trans>
      </Title>
      <ol className={changes.revisions}>
        {drafts.map((draft) => (
          <Draft
            key={draft.id}
            draft={draft}
            current={current}
            onCompare={() => onCompare(draft)}
            onRename={() => setRenamed(draft)}
            onRemove={() => setRemoved(draft)}
          />
        ))}
      </ol>
      {renamed !== null && (
        <RenameDraftModal draft={renamed} onClose={() => setRenamed(null)} onRenamed={refresh} />
      )}
      <ConfirmModal
        opened={removed !== null}
        onClose={() => setRemoved(null)}
        title={t`Delete the draft “${removed?.name ?? ''}”?`}
        confirmLabel={t`Delete`}
        danger
        onConfirm={async () => {
          await call(policyContract.removeDraft, { params: { project, id: removed?.id ?? '' } });
          await refresh();
        }}
      >
        <Trans>It is kept in the audit log only.</Trans>
      </ConfirmModal>
    </section>
  );
};

type DraftProps = Record<'onCompare' | 'onRename' | 'onRemove', () => void> & {
  draft: SavedDraft;
  current: PolicyRevision;
};

const Draft = ({ draft, current, onCompare, onRename, onRemove }: DraftProps) => {
  const { slug } = useProject();
  const title = useClassTitle();
  const mayDraft = useMay('policy.draft');
  const mayWrite = useMay('policy.write');
  const differences = diffPolicies(current.policy, draft.policy, title);
  return (
    <li className={changes.revision} aria-label={draft.name}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div className={changes.who}>
          <Title order={3} size="h5">
            {draft.name}
          </Title>
          <Text size="xs" c="dimmed">
            {draft.author.name}, <TimeAgo at={draft.savedAt} />
          </Text>
        </div>
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={onCompare}>
            <Trans>Compare</Trans>
          </Button>
          {mayWrite && (
            <LinkButton {...paths.policy(slug, { draft: draft.id })} variant="default" size="xs">
              <Trans>Open in the policy</Trans>
            </LinkButton>
          )}
          {mayDraft && (
            <>
              <Button variant="subtle" size="xs" onClick={onRename}>
                <Trans>Rename</Trans>
              </Button>
              <Button variant="subtle" color="red" size="xs" onClick={onRemove}>
                <Trans>Delete</Trans>
              </Button>
            </>
          )}
        </Group>
      </Group>
      <div className={changes.what}>
        {differences.length > 0 ? (
          <ChangeList changes={differences} few={5} />
        ) : (
          <Text size="sm" c="dimmed">
            <Trans>The same policy as the one in force.</Trans>
          </Text>
        )}
      </div>
    </li>
  );
};
