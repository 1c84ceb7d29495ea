import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge } from '@mantine/core';
import { skipReasons } from '../../../server/domain/words.ts';
import { useProject } from '../../api/queries.ts';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { purposeWords, skipReasonWords } from '../../ui/words.ts';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';
import { decimalText } from '../../ui/decimal-text.ts';
import { inSentence } from '../../ui/in-sentence.ts';
import type { ReactNode } from 'react';

type Decision = ItemDetail['decisions'][number];

/** How long a decision took: "820 ms", "4.2 s", "3 min". */
const spentText = (ms: number): string => {
  if (ms < 1_000) return t`${ms} ms`;
  return ms < 120_000 ? `${decimalText(ms / 1_000, 1)} s` : t`${Math.round(ms / 60_000)} min`;
};

const skippedFor = (reason: string | null): string => {
  const known = skipReasons.find((word) => word === reason);
  return known === undefined ? (reason ?? '') : inSentence(skipReasonWords[known]);
};

/** What the decision's review was for. */
const purposeOf = (decision: Decision, item: ItemDetail): string =>
  inSentence(purposeWords[item.reviews.find((r) => r.id === decision.reviewId)?.purpose ?? 'review']);

type Props = { decision: Decision; review: number | null; item: ItemDetail };

/** What one inspector decided, what they had in sight, and how it counts. */
export const DecisionEvent = ({ decision, review, item }: Props) => {
  const { kind, note, standing, timeSpentMs, cells, suggestionShown, schemaRevision } = decision;
  const facts = [
    review === null ? null : `${purposeOf(decision, item)} ${review}`,
    kind === 'answer' ? (suggestionShown ? t`suggestion in sight` : t`without the suggestion`) : null,
    timeSpentMs === null ? null : t`took ${spentText(timeSpentMs)}`,
    cells === null ? null : t`in a grid, one of ${cells} by one key`,
    t`schema revision ${schemaRevision}`,
  ].filter((fact) => fact !== null);
  return (
    <div data-standing={standing} className={classes.decision}>
      <p className={classes.told}>
        <strong>{decision.inspector}</strong> <What decision={decision} item={item} />
        {standing === 'superseded' && (
          <Badge component="span" ml={8} color="gray">
            <Trans>Changed later</Trans>
          </Badge>
        )}
        {standing === 'opinion' && (
          <Badge
            component="span"
            ml={8}
            color="gray"
            title={t`Their hold on the review had ended; the answer is kept as a further opinion`}
          >
            <Trans>Further opinion</Trans>
          </Badge>
        )}
      </p>
      {note !== null && note !== '' && <blockquote className={classes.quote}>{note}</blockquote>}
      <p className={classes.facts}>{facts.join(' · ')}</p>
    </div>
  );
};

const What = ({ decision, item }: { decision: Decision; item: ItemDetail }) => {
  const { schema } = useProject();
  if (decision.kind === 'skip')
    return (
      <>
        <Trans>skipped: {skippedFor(decision.reason)}</Trans>
      </>
    );
  if (decision.kind === 'escalation')
    return (
      <>
        <Trans>asked for a lead</Trans>
      </>
    );
  const answer = <LabelValue schema={schema} value={decision.value} size="sm" />;
  if (decision.revises === null)
    return (
      <>
        <Trans>answered {answer}</Trans>
      </>
    );
  const earlier = item.decisions.find((d) => d.id === decision.revises);
  const amended = decision.revision === 'amendment';
  return (
    <>
      <Revised earlier={earlier} amended={amended} answer={answer} />
      {amended && t`, after the label had left the house`}
    </>
  );
};

type RevisedProps = { earlier: Decision | undefined; amended: boolean; answer: ReactNode };

const Revised = ({ earlier, amended, answer }: RevisedProps) => {
  const { schema } = useProject();
  if (earlier?.kind === 'skip') return <Trans>changed their skip to {answer}</Trans>;
  if (earlier?.kind === 'escalation') return <Trans>changed their escalation to {answer}</Trans>;
  if (earlier === undefined)
    return amended ? (
      <Trans>amended their answer to {answer}</Trans>
    ) : (
      <Trans>changed their answer to {answer}</Trans>
    );
  const before = <LabelValue schema={schema} value={earlier.value} size="sm" />;
  return amended ? (
    <Trans>
      amended their answer from {before} to {answer}
    </Trans>
  ) : (
    <Trans>
      changed their answer from {before} to {answer}
    </Trans>
  );
};
