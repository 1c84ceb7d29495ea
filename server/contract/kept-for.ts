import { z } from 'zod';
import { ownerOf } from '../domain/lanes.ts';
import { id } from './values.ts';

/** Whom work is kept for, beside those who may judge. `title`: how people call them. */
const keptFor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('anyone') }),
  z.strictObject({ kind: z.literal('group'), name: z.string(), title: z.string() }),
  z.strictObject({ kind: z.literal('person'), id, title: z.string() }),
]);
export type KeptFor = z.infer<typeof keptFor>;

/** Whom a review is kept for, and what it needs. */
export const kept = {
  keptFor,
  /** The title of the skill that it needs; null: none. */
  needs: z.string().nullable(),
};
export type Kept = { keptFor: KeptFor; needs: string | null };

type Named = {
  groups: readonly { name: string; title: string }[];
  people: readonly { id: string; name: string }[];
};

/** Tells lanes and skills by what people call them. */
export const keptTeller = ({ groups, people }: Named) => {
  const titles = new Map(groups.map(({ name, title }) => [name, title]));
  const names = new Map(people.map((one) => [one.id, one.name]));
  const titleOf = (group: string): string => titles.get(group) ?? group;
  const keptForOf = (lane: string): KeptFor => {
    const owner = ownerOf(lane);
    if (owner.kind === 'anyone') return owner;
    return owner.kind === 'group'
      ? { ...owner, title: titleOf(owner.name) }
      : { ...owner, title: names.get(owner.id) ?? '' };
  };
  return ({ lane, needs }: { lane: string; needs: string | null }): Kept => ({
    keptFor: keptForOf(lane),
    needs: needs === null ? null : titleOf(needs),
  });
};
