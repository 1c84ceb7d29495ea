import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Alert, Button, Kbd, Text } from '@mantine/core';
import { IconClockX, IconCornerUpLeft, IconMessageReport, IconPhotoOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Showing } from '../../kinds/items/item-kind.ts';
import { labelKindOf } from '../../kinds/label-kinds.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import type { Held } from './desk/desk.ts';
import classes from './context-panel.module.css';
import { Due } from './due.tsx';
import { Inputs } from './inputs.tsx';
import { OwnThread } from './own-thread.tsx';
import { sentence, skipWords } from './words.ts';
import { inSentence } from '../../ui/in-sentence.ts';

const answered = ({ review, returned }: Held): string => {
  if (returned === null) return '';
  const { ending } = returned;
  if (ending.kind === 'answer') return labelKindOf(review.schema).titleOf(review.schema, ending.value);
  if (ending.kind === 'skip') return t`skip (${inSentence(skipWords[ending.reason].title)})`;
  return ending.kind === 'question' ? t`ask` : t`escalate`;
};

type CalloutProps = {
  tone: 'red' | 'yellow';
  icon: ReactNode;
  title: string;
  /** What the button says, and the key that does the same. */
  button: string;
  letter?: string;
  onNext: () => void;
  children: ReactNode;
};

/** What is unusual about the item in hand, with the way past it. */
const Callout = ({ tone, icon, title, button, letter, onNext, children }: CalloutProps) => (
  <Alert color={tone} role="alert" icon={icon} title={title} className={classes.callout}>
    <div className={classes.calloutBody}>
      <Text size="sm" className={classes.calloutWords}>
        {children}
      </Text>
      <Button
        variant="default"
        size="sm"
        className={classes.next}
        onClick={onNext}
        rightSection={letter !== undefined && <Kbd size="xs">{letter}</Kbd>}
      >
        {button}
      </Button>
    </div>
  </Alert>
);

const Returned = ({ held, onNext }: { held: Held; onNext: () => void }) => (
  <Callout
    tone="red"
    icon={<IconCornerUpLeft size={18} aria-hidden />}
    title={t`This item came back`}
    button={t`Leave it`}
    letter="→"
    onNext={onNext}
  >
    <Trans>
      {sentence(held.returned?.refusal.message ?? '')} You chose <b>{answered(held)}</b>: answer again, or
      leave it.
    </Trans>
  </Callout>
);

const Lost = ({ onNext }: { onNext: () => void }) => (
  <Callout
    tone="yellow"
    icon={<IconClockX size={18} aria-hidden />}
    title={t`Your hold has ended`}
    button={t`Take the next one`}
    letter="→"
    onNext={onNext}
  >
    <Trans>
      Somebody else may be judging this item. You can still answer; it may then be kept as a further opinion.
    </Trans>
  </Callout>
);

const NotShown = ({ onBroken }: { onBroken: () => void }) => (
  <Callout
    tone="yellow"
    icon={<IconPhotoOff size={18} aria-hidden />}
    title={t`This item is not shown`}
    button={t`Skip as broken`}
    onNext={onBroken}
  >
    <Trans>What cannot be seen cannot be judged. Try to load it again, or skip it.</Trans>
  </Callout>
);

type Props = { held: Held; showing: Showing; onNext: () => void; onBroken: () => void };

/** What there is to know about the item in hand beside itself. */
export const ContextPanel = ({ held, showing, onNext, onBroken }: Props) => {
  const { review, returned, lost } = held;
  return (
    <>
      {returned !== null && <Returned held={held} onNext={onNext} />}
      {lost && returned === null && <Lost onNext={onNext} />}
      {showing === 'failed' && <NotShown onBroken={onBroken} />}
      {review.escalation !== null && (
        <section className={classes.note} aria-label={t`Escalation`}>
          <Text fw={600} size="sm" className={classes.heading}>
            <Trans>
              <IconMessageReport size={16} aria-hidden /> {review.escalation.inspector} asked for a lead
            </Trans>
          </Text>
          <Text size="sm" className={classes.prose}>
            {review.escalation.note === '' ? t`No note was left.` : review.escalation.note}
          </Text>
        </section>
      )}
      {review.thread.length > 0 && <OwnThread lines={review.thread} />}
      <dl className={classes.meta}>
        <div>
          <dt>
            <Trans>Item</Trans>
          </dt>
          <dd title={review.key}>{review.key}</dd>
        </div>
        <div>
          <dt>
            <Trans>Waiting since</Trans>
          </dt>
          <dd>
            <TimeAgo at={review.waitingSince} />
          </dd>
        </div>
        {review.dueAt !== null && (
          <div>
            <dt>
              <Trans>Due</Trans>
            </dt>
            <dd>
              <Due at={review.dueAt} />
            </dd>
          </div>
        )}
        <Inputs inputs={review.inputs} />
      </dl>
    </>
  );
};
