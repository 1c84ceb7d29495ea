import { t } from '@lingui/core/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import { classNamed } from '../../../server/domain/label-schema.ts';
import type { Policy } from '../../../server/domain/policy.ts';
import { policyContract } from '../../../server/features/policy/contract.ts';
import { call, CallError } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { notifyDone } from '../../ui/notify.ts';
import { draftOf, type DraftPolicy } from './draft.ts';
import { readDraft } from './read-draft.ts';
import { diffPolicies } from './policy-diff.ts';
import type { ClassTitle } from './policy-words.ts';
import { rebasePolicy } from './rebase.ts';

/** A policy with its number, author and note. */
export type PolicyRevision = ReplyOf<typeof policyContract.current>;

/** A policy that is kept under a name, and in force for nobody. */
export type SavedDraft = ReplyOf<typeof policyContract.saveDraft>;

/** What classes are called in the label schema in force. */
export const useClassTitle = (): ClassTitle => {
  const { schema } = useProject();
  return useMemo(() => (name) => classNamed(schema, name)?.title ?? name, [schema]);
};

/**
 * The policy as it is edited: a draft made from a revision, what it changes, and how it is saved. While nothing was
 * touched the draft follows the revision in force; after that a revision that somebody else saved is told of.
 * It starts with the policy of `opened`, where there is one.
 */
export const usePolicyDraft = (current: PolicyRevision, opened: SavedDraft | null) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const title = useClassTitle();
  const [base, setBase] = useState(current);
  const [draft, setDraft] = useState<DraftPolicy>(() => draftOf((opened ?? current).policy));
  const [note, setNote] = useState(opened === null ? '' : t`Draft “${opened.name}”`);
  const read = useMemo(() => readDraft(draft), [draft]);
  const changes = useMemo(
    () => (read.policy === null ? [] : diffPolicies(base.policy, read.policy, title)),
    [base, read, title],
  );
  const dirty = read.policy === null || changes.length > 0;

  const start = (from: PolicyRevision, policy: Policy = from.policy) => {
    setBase(from);
    setDraft(draftOf(policy));
  };
  if (current.revision > base.revision && !dirty) start(current);

  const save = useMutation({
    mutationFn: (policy: Policy) =>
      call(policyContract.save, {
        params: { project },
        body: { basedOn: base.revision, policy, note: note.trim() },
      }),
    onSuccess: (saved) => {
      cache.setQueryData(keys.policy(project), saved);
      start(saved);
      setNote('');
      notifyDone(t`Revision ${saved.revision} is in force`);
      for (const key of [keys.policies, keys.project, keys.overview])
        void cache.invalidateQueries({ queryKey: key(project) });
    },
    onError: (error) => {
      if (error instanceof CallError && error.code === 'revision_conflict')
        void cache.invalidateQueries({ queryKey: keys.policy(project) });
    },
  });
  const conflicted = save.error instanceof CallError && save.error.code === 'revision_conflict';

  return {
    base,
    draft,
    ...read,
    changes,
    dirty,
    note,
    setNote,
    edit: (part: Partial<DraftPolicy>) => setDraft((before) => ({ ...before, ...part })),
    discard: () => {
      start(current);
      setNote('');
      save.reset();
    },
    /** Puts the policy of an earlier revision into the draft. */
    goBackTo: (earlier: PolicyRevision) => {
      start(current, earlier.policy);
      setNote(t`Back to revision ${earlier.revision}`);
      save.reset();
    },
    /** The revision that somebody saved since the draft was begun; null: none. */
    newer: current.revision > base.revision ? current : null,
    /** Carries the draft over to that revision; answers what both had changed. */
    carryOver: (): string[] => {
      const { policy, overlaps } = rebasePolicy(base.policy, read.policy ?? base.policy, current.policy);
      start(current, policy);
      save.reset();
      return overlaps;
    },
    save,
    saveError: conflicted ? null : save.error,
    title,
  };
};

export type PolicyDraft = ReturnType<typeof usePolicyDraft>;
