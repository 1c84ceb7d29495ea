import { t } from '@lingui/core/macro';
import { TextPage } from '../items/text-page.tsx';
import { WithText } from '../items/text-content.tsx';
import type { AskProps, CanvasProps, LabelKind, OverlayProps } from './label-kind.ts';
import { AskMarks } from './marks/ask-marks.tsx';
import { MarkableText, TextWithAnswers } from './marks/markable-text.tsx';
import { MarkValues } from './marks/mark-values.tsx';
import { marking } from './marks/marking.ts';

const Ask = (props: AskProps<'spans'>) => (
  <AskMarks {...props} hint={t`Select a part of the text, then the class that it is of.`} />
);

// What is marked is the text as it was sent: its places are the same for whoever reads the data.
const Canvas = ({ schema, suggestion, draft, disabled, onDraft, ...item }: CanvasProps<'spans'>) => (
  <WithText {...item}>
    {(content) => (
      <TextPage content={{ ...content, format: 'plain' }} itemKey={item.itemKey} viewer={item.viewer}>
        <MarkableText
          content={content}
          suggested={suggestion?.value}
          {...{ schema, draft, disabled, onDraft }}
        />
      </TextPage>
    )}
  </WithText>
);

const Overlay = ({ answers, ...item }: OverlayProps<'spans'>) => (
  <WithText {...item}>
    {(content) => (
      <TextPage content={{ ...content, format: 'plain' }} itemKey={item.itemKey} viewer={item.viewer}>
        <TextWithAnswers content={content} answers={answers} />
      </TextPage>
    )}
  </WithText>
);

/** Spans of a text: what is selected is marked by the key or button of a class. */
export const spans: LabelKind<'spans'> = {
  title: t`Spans of a text`,
  description: t`Names, amounts, offences: where they stand in the text`,
  ...marking,
  Ask,
  Value: ({ schema, value, size }) => (
    <MarkValues
      list={schema.classes}
      title={marking.titleOf(schema, value)}
      numberText={String}
      {...{ value, size }}
    />
  ),
  Canvas: { text: Canvas },
  Overlay: { text: Overlay },
};
