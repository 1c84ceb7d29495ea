import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Kbd, Text } from '@mantine/core';
import { IconCornerUpLeft } from '@tabler/icons-react';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import type { Pen } from '../../kinds/labels/label-kind.ts';
import classes from './answer-panel.module.css';
import { Answers } from './answers.tsx';
import { Context } from './context.tsx';
import contextClasses from './context-panel.module.css';
import type { Past } from './desk/desk.ts';
import { answerBefore, draftOf } from './desk/draft.ts';
import { Inputs } from './inputs.tsx';
import { PastValue } from './recent-bar.tsx';
import type { DeskActions } from './use-actions.ts';

type Props = {
  past: Past;
  keys: boolean;
  pen: Pen;
  onPen: (change: Partial<Pen>) => void;
  actions: Pick<DeskActions, 'answer' | 'draft' | 'submit' | 'backToHand'>;
};

/** The panel while an earlier decision is on show: what was said, and the answers to change it to. */
export const PastPart = ({ past, keys, actions, ...drawing }: Props) => {
  const { review, refusedChange } = past;
  return (
    <>
      <Context>
        {refusedChange !== null && (
          <Alert
            color="red"
            icon={<IconCornerUpLeft size={18} aria-hidden />}
            title={t`Your change was not taken`}
            p="sm"
          >
            <Text size="sm">{refusedChange.refusal.message}</Text>
            <Text size="sm" component="div">
              <Trans>
                You had chosen <LabelValue schema={review.schema} value={refusedChange.value} size="sm" />
              </Trans>
            </Text>
          </Alert>
        )}
        <dl className={contextClasses.meta}>
          <div>
            <dt>
              <Trans>Item</Trans>
            </dt>
            <dd title={review.key}>{review.key}</dd>
          </div>
          <Inputs inputs={review.inputs} />
        </dl>
      </Context>
      <section className={classes.looking} aria-label={t`Looking back`}>
        <div className={classes.earlier}>
          <div className={classes.said}>
            <Text size="sm" c="dimmed">
              {past.standing === 'opinion' ? t`Your further opinion` : t`Your decision`}
            </Text>
            <PastValue past={past} />
          </div>
          <Text size="sm" lineClamp={2}>
            {past.changeable
              ? t`Choose another answer to change it.`
              : t`Its label is in use: a change is kept as an amendment.`}
          </Text>
        </div>
        <Button
          variant="default"
          className={classes.back}
          onClick={actions.backToHand}
          aria-keyshortcuts="Escape"
          rightSection={<Kbd size="xs">Esc</Kbd>}
        >
          <Trans>Back</Trans>
        </Button>
      </section>
      <Answers
        review={review}
        suggestion={null}
        chosen={answerBefore(past)}
        draft={draftOf(past)}
        disabled={false}
        keys={keys}
        actions={actions}
        {...drawing}
      />
    </>
  );
};
