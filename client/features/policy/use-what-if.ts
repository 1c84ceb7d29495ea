import { t } from '@lingui/core/macro';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { SentBody } from '../../../server/contract/route.ts';
import type { Policy } from '../../../server/domain/policy.ts';
import { policyContract } from '../../../server/features/policy/contract.ts';
import { mostReplayed } from '../../../server/contract/what-if.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { draftOf, type DraftPolicy, type Typed } from './draft.ts';
import { diffPolicies } from './policy-diff.ts';
import { readDraft } from './read-draft.ts';
import { useClassTitle, type PolicyRevision, type SavedDraft } from './use-policy-draft.ts';

/** What history is replayed, and what work and mistakes are said to cost; fields hold what is typed. */
export type WhatIfTerms = {
  model: string | null;
  /** RFC 3339; null: since ever. */
  from: string | null;
  items: number;
  pricePerReview: Typed;
  pricePerError: Typed;
  secondsPerReview: Typed;
};

/** A policy that can be looked at: the one in force (id '') or a draft. */
export type Choice = { id: string; name: string; policy: Policy };

const firstTerms: WhatIfTerms = {
  model: null,
  from: null,
  items: mostReplayed,
  pricePerReview: '',
  pricePerError: '',
  secondsPerReview: '',
};

const numberOf = (typed: Typed): number | undefined => (typeof typed === 'number' ? typed : undefined);

const bodyOf = (policies: Policy[], terms: WhatIfTerms): SentBody<typeof policyContract.whatIf> => ({
  policies,
  model: terms.model ?? undefined,
  from: terms.from ?? undefined,
  items: terms.items,
  pricePerReview: numberOf(terms.pricePerReview),
  pricePerError: numberOf(terms.pricePerError),
  secondsPerReview: numberOf(terms.secondsPerReview),
});

const useReplay = (policies: Policy[], terms: WhatIfTerms) => {
  const { slug: project } = useProject();
  const [asked] = useDebouncedValue(bodyOf(policies, terms), 350);
  return useQuery({
    queryKey: keys.whatIf(project, asked),
    queryFn: ({ signal }) => call(policyContract.whatIf, { params: { project }, body: asked, signal }),
    placeholderData: keepPreviousData,
  });
};

/** Two policies beside each other: one that is kept, and one that is edited, starting from one that is kept. */
export const useWhatIf = (current: PolicyRevision, drafts: readonly SavedDraft[]) => {
  const title = useClassTitle();
  const inForce = { id: '', name: t`In force: revision ${current.revision}`, policy: current.policy };
  const choices: Choice[] = [inForce, ...drafts];
  const choiceOf = (id: string): Choice => choices.find((choice) => choice.id === id) ?? inForce;

  const [leftId, setLeft] = useState('');
  const [startId, setStartId] = useState('');
  const [draft, setDraft] = useState<DraftPolicy>(() => draftOf(current.policy));
  const [terms, setTerms] = useState(firstTerms);

  const left = choiceOf(leftId);
  const start = choiceOf(startId);
  const read = useMemo(() => readDraft(draft), [draft]);
  // While the form holds something unfinished, the last whole policy stays in sight.
  const [last, setLast] = useState(current.policy);
  if (read.policy !== null && read.policy !== last) setLast(read.policy);
  const changed = read.policy === null || diffPolicies(start.policy, read.policy, title).length > 0;

  return {
    choices,
    left,
    setLeft,
    start,
    startFrom: (choice: Choice) => {
      setStartId(choice.id);
      setDraft(draftOf(choice.policy));
    },
    changed,
    draft,
    ...read,
    edit: (part: Partial<DraftPolicy>) => setDraft((before) => ({ ...before, ...part })),
    title,
    terms,
    setTerms: (part: Partial<WhatIfTerms>) => setTerms((before) => ({ ...before, ...part })),
    differences: diffPolicies(left.policy, last, title),
    replay: useReplay([left.policy, last], terms),
  };
};

export type WhatIfState = ReturnType<typeof useWhatIf>;
