import type { ItemBasis } from '../../../db/queries/settling.ts';
import type { Json, LabelSource } from '../../domain/words.ts';
import type { ItemEvent } from '../../http/handler.ts';

/** What endpoints are told where the label in force (null: none) gives way to another (null: it is withdrawn). */
export const labelEvent = (
  { item, label }: Pick<ItemBasis, 'item' | 'label'>,
  next: { value: Json; source: LabelSource } | null,
  now: number,
): ItemEvent[] => {
  const tell = ({ value, source }: { value: Json; source: LabelSource }, at: number) => ({
    value,
    source,
    decidedAt: new Date(at).toISOString(),
  });
  const about = { at: now, item: { id: item.id, key: item.key } };
  const after = next && tell(next, now);
  if (label) {
    const data = { label: after, previous: tell(label, label.decidedAt) };
    return [{ ...about, type: 'label.changed', data }];
  }
  return after ? [{ ...about, type: 'label.created', data: { label: after } }] : [];
};
