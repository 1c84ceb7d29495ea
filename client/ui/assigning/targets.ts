import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { permissionsOf } from '../../../server/domain/roles.ts';
import type { AssignTo } from '../../../server/domain/assigning.ts';
import { groupsQuery, peopleQuery } from '../../api/queries.ts';

/** A target as the value of a field, and back. */
const valueOf = (to: AssignTo): string => JSON.stringify(to);
export const targetOf = (value: string): AssignTo => JSON.parse(value) as AssignTo; // what `valueOf` made

/** Everybody: no matter who holds it or whom it is assigned to. */
export const anyone = valueOf({ kind: 'anyone' });

/** To whom work can be given, in groups as a select field takes them. */
export const useTargets = (project: string) => {
  const groups = useQuery(groupsQuery(project)).data ?? [];
  const people = useQuery(peopleQuery(project));
  const workers = (people.data?.members ?? []).filter(
    ({ role, disabled }) => !disabled && permissionsOf[role].has('reviews.work'),
  );
  const named = (kind: 'group' | 'skill') =>
    groups.map(({ name, title }) => ({ value: valueOf({ kind, name }), label: title }));
  const lists = [
    { group: t`Everybody`, items: [{ value: anyone, label: t`Everybody who has the skill it needs` }] },
    {
      group: t`A person`,
      items: workers.map(({ id, name }) => ({ value: valueOf({ kind: 'person', id }), label: name })),
    },
    { group: t`A group`, items: named('group') },
    {
      group: t`Whoever has a skill, also once it is released`,
      items:
        groups.length === 0
          ? []
          : [
              ...named('skill').map(({ value, label }) => ({ value, label: t`Needs: ${label}` })),
              { value: valueOf({ kind: 'skill', name: null }), label: t`Needs no skill` },
            ],
    },
  ];
  return lists.filter(({ items }) => items.length > 0);
};
