import { t } from '@lingui/core/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Degree } from '../../../server/domain/words.ts';
import { policyContract } from '../../../server/features/policy/contract.ts';
import { call, CallError } from '../../api/call.ts';
import { keys, policyQuery } from '../../api/queries.ts';
import { degreeMeanings } from '../../ui/degrees.ts';
import { notifyDone } from '../../ui/notify.ts';

/** The policy in force, and what puts it in force with another degree as its next revision. */
export const useSaveDegree = (project: string, to: Degree, enabled: boolean, onSaved: () => void) => {
  const cache = useQueryClient();
  const policy = useQuery({ ...policyQuery(project), enabled });
  const save = useMutation({
    mutationFn: async (note: string) => {
      const current = policy.data ?? (await cache.fetchQuery(policyQuery(project)));
      return call(policyContract.save, {
        params: { project },
        body: { basedOn: current.revision, policy: { ...current.policy, degree: to }, note: note.trim() },
      });
    },
    onSuccess: (saved) => {
      cache.setQueryData(keys.policy(project), saved);
      for (const key of [keys.policies, keys.project, keys.overview, keys.allEvidence])
        void cache.invalidateQueries({ queryKey: key(project) });
      notifyDone(t`“${degreeMeanings[to].title}” is in force, as revision ${saved.revision}`);
      onSaved();
    },
    onError: (error) => {
      // Somebody saved meanwhile: their revision is what the next try is made from.
      if (error instanceof CallError && error.code === 'revision_conflict') void policy.refetch();
    },
  });
  return { policy, save };
};
