import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { policyContract } from '../../../server/features/policy/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { messageOf } from '../../ui/error-panel.tsx';
import { notifyDone } from '../../ui/notify.ts';
import type { WhatIfState } from './use-what-if.ts';

/** Keeps the policy on the right: under a new name, or in place of the draft that it was made from. */
export const SaveDraft = ({ state }: { state: WhatIfState }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const { policy, start, changed, startFrom } = state;
  const save = useMutation({
    mutationFn: async (into: string | null) => {
      if (policy === null) throw new Error('only a whole policy is saved');
      return into === null
        ? call(policyContract.saveDraft, { params: { project }, body: { name: name.trim(), policy } })
        : call(policyContract.changeDraft, { params: { project, id: into }, body: { policy } });
    },
    onSuccess: async (saved) => {
      await cache.invalidateQueries({ queryKey: keys.policyDrafts(project) });
      startFrom(saved);
      setName('');
      notifyDone(t`The draft “${saved.name}” is saved`);
    },
  });
  if (!useMay('policy.draft')) return null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(null);
      }}
    >
      <Group gap="xs" align="flex-start" mt="md">
        <TextInput
          aria-label={t`Name of the draft`}
          placeholder={t`Name of the draft`}
          maxLength={100}
          value={name}
          error={save.isError ? messageOf(save.error) : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" disabled={policy === null || name.trim() === ''} loading={save.isPending}>
          <Trans>Save as draft</Trans>
        </Button>
        {start.id !== '' && changed && (
          <Button variant="default" disabled={policy === null} onClick={() => save.mutate(start.id)}>
            <Trans>Save to “{start.name}”</Trans>
          </Button>
        )}
      </Group>
    </form>
  );
};
