import { t } from '@lingui/core/macro';
import { intervalsOf, withMoved } from '../../../server/domain/intervals.ts';
import type { SchemaOf } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';
import { timeText } from '../items/player.ts';
import type { AskProps, LabelKind } from './label-kind.ts';
import { AskMarks } from './marks/ask-marks.tsx';
import { playhead, selectedPlace, type Place } from './marks/item-view.ts';
import { MarkValues } from './marks/mark-values.tsx';
import { marking, marksAt } from './marks/marking.ts';
import { MarkTimes } from './marks/mark-times.tsx';
import { PlayedCanvas } from './marks/played-canvas.tsx';

type Schema = SchemaOf<'ranges'>;

/** The marks with the one that is selected beginning, or ending, where the recording stands; null: none is. */
const withEndHere = (schema: Schema, draft: Json | undefined, side: keyof Place): Json | null => {
  const at = selectedPlace();
  const time = playhead();
  const [mark] = marksAt(draft, at);
  if (at === null || time === null || !mark) return null;
  return withMoved(intervalsOf(draft), mark, { ...at, [side]: time }, schema.overlaps);
};

const Ask = (props: AskProps<'ranges'>) => (
  <AskMarks
    {...props}
    hint={t`A class marks what is selected, or from here on; [ and ] set where a mark starts and ends.`}
    more={(mark, name) => (
      <MarkTimes
        mark={mark}
        name={name}
        disabled={props.disabled}
        onMove={(to) => props.onDraft(withMoved(intervalsOf(props.draft), mark, to, props.schema.overlaps))}
      />
    )}
  />
);

/** Ranges of time: marked as a class from where the recording stands, or as it was dragged over. */
export const ranges: LabelKind<'ranges'> = {
  title: t`Ranges of time`,
  description: t`Who speaks, a siren, a fault: from when to when`,
  ...marking,
  Ask,
  Value: ({ schema, value, size }) => (
    <MarkValues
      list={schema.classes}
      title={marking.titleOf(schema, value)}
      numberText={timeText}
      {...{ value, size }}
    />
  ),
  keysOf: (schema, draft) => {
    const [start, end] = [withEndHere(schema, draft, 'start'), withEndHere(schema, draft, 'end')];
    const ends: [string, Json][] =
      start === null || end === null
        ? []
        : [
            ['[', start],
            [']', end],
          ];
    return new Map([...ends, ...marking.keysOf(schema, draft)]);
  },
  keyTitles: (schema) => [
    ...marking.keyTitles(schema),
    ['[', t`The selected mark starts here`],
    [']', t`The selected mark ends here`],
  ],
  Canvas: { audio: PlayedCanvas, video: PlayedCanvas },
};
