import { t } from '@lingui/core/macro';
import type { UseFormReturnType } from '@mantine/form';
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import type { SentBody } from '../../../server/contract/route.ts';
import { projectsContract } from '../../../server/features/projects/contract.ts';
import { call } from '../../api/call.ts';
import { keys, type Project } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { notifyDone } from '../../ui/notify.ts';

type How<V> = {
  project: Project;
  form: UseFormReturnType<V>;
  /** What the form shows of a project, and what is sent of what the form shows. */
  settingsOf: (project: Project) => V;
  bodyOf: (values: V) => SentBody<typeof projectsContract.update>;
  /** What else is asked for again once they are saved. */
  stale?: readonly QueryKey[];
};

/** Saves a form of a project's settings; `refusal` is what cannot be said beside a field (null: nothing). */
export const useSaveSettings = <V extends Record<string, unknown>>({
  project,
  form,
  settingsOf,
  bodyOf,
  stale = [],
}: How<V>) => {
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (values: V) =>
      call(projectsContract.update, { params: { project: project.slug }, body: bodyOf(values) }),
    onMutate: () => setRefusal(null),
    onSuccess: (saved) => {
      cache.setQueryData(keys.project(project.slug), saved);
      for (const queryKey of stale) void cache.invalidateQueries({ queryKey });
      form.setInitialValues(settingsOf(saved));
      form.setValues(settingsOf(saved));
      notifyDone(t`The settings are saved`);
    },
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  return { save, refusal };
};
