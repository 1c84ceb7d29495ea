import { t } from '@lingui/core/macro';
import { Chip, Group } from '@mantine/core';
import { useState } from 'react';
import { useProject } from '../../api/queries.ts';
import { ItemLarge, itemKinds } from '../../kinds/item-kinds.tsx';
import { isShownOn, labelKindOf } from '../../kinds/label-kinds.tsx';
import type { DrawnAnswer } from '../../kinds/labels/label-kind.ts';
import { classPalette } from '../../ui/class-palette.ts';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';

type Answer = DrawnAnswer & { id: string };

/** All that was answered to an item, the label in force first, each with a colour of its own. */
const answersOf = ({ label, predictions, decisions }: ItemDetail): Answer[] => {
  const said = [
    ...(label ? [{ id: 'label', name: t`Label in force`, value: label.value }] : []),
    ...predictions.map(({ id, model, value }) => ({ id, name: model, value })),
    ...decisions
      .filter(({ kind, standing }) => kind === 'answer' && standing !== 'superseded')
      .map(({ id, inspector, value }) => ({ id, name: inspector, value })),
  ].filter(({ value }) => value !== null);
  return said.map((one, i) => ({ ...one, color: classPalette[i % classPalette.length] ?? '#1c7ed6' }));
};

/** An item with what was answered to it drawn on it, where its answers can be; those that are ticked. */
export const ItemAnswers = ({ item }: { item: ItemDetail }) => {
  const { slug: project, itemKind, schema } = useProject();
  const { Overlay: overlays } = labelKindOf(schema);
  const Overlay = overlays?.[itemKind];
  const answers = isShownOn(schema, itemKind) ? answersOf(item) : [];
  const [ticked, setTicked] = useState<string[] | null>(null);
  // At first what counts, or what there is of it.
  const shown = ticked ?? answers.slice(0, 1).map(({ id }) => id);
  const large = { project, payload: item.payload, itemKey: item.key };
  return (
    <>
      <div className={classes.payload} data-kind={itemKind}>
        {Overlay && answers.length > 0 ? (
          <Overlay
            {...large}
            schema={schema}
            Large={itemKinds[itemKind].Large}
            answers={answers.filter(({ id }) => shown.includes(id))}
          />
        ) : (
          <ItemLarge kind={itemKind} {...large} />
        )}
      </div>
      {answers.length > 0 && (
        <Chip.Group multiple value={shown} onChange={setTicked}>
          <Group gap="xs" role="group" aria-label={t`Answers on the item`}>
            {answers.map(({ id, name, color }) => (
              <Chip key={id} value={id} size="xs" variant="outline">
                <span className={classes.answerDot} style={{ background: color }} aria-hidden /> {name}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
    </>
  );
};
