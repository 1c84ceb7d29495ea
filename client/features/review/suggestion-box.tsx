import { Trans } from '@lingui/react/macro';
import { useMemo } from 'react';
import { t } from '@lingui/core/macro';
import { Button, Kbd, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { checkLabel } from '../../../server/kinds/registry.ts';
import { labelKindOf, LabelValue } from '../../kinds/label-kinds.tsx';
import { percentText } from '../../ui/percent-text.ts';
import { toldWords } from '../../ui/told-words.ts';
import { comparedConfidence, type Confidences } from '../../../server/domain/calibrators.ts';
import type { HeldReview } from '../../../server/features/reviews/contract.ts';
import classes from './suggestion-box.module.css';
import { plainText } from '../../ui/decimal-text.ts';

/** How sure the model is, and what a calibrator made of it. */
const confidenceWords = (of: Confidences): string => {
  const confidence = of.confidence === null ? '–' : plainText(of.confidence);
  return of.calibrated === null
    ? t`Confidence ${confidence}`
    : t`Confidence ${confidence}, calibrated ${plainText(of.calibrated)}`;
};

type Props = {
  review: HeldReview;
  disabled: boolean;
  keys: boolean;
  onAccept: () => void;
  /** Takes the suggestion over to be changed. */
  onEdit: () => void;
};

/** Says why no suggestion is seen. */
export const NoSuggestion = ({ arm }: { arm: HeldReview['arm'] }) => (
  <section className={classes.box} data-quiet aria-label={t`Suggestion`}>
    <IconEyeOff size={18} aria-hidden />
    <Text size="sm">
      {arm === 'blind' ? t`Blind: judge without a suggestion` : t`The model suggests nothing here`}
    </Text>
  </section>
);

/** What the model suggests, and one click to accept it; in the blind arm, that there is nothing to see. */
export const SuggestionBox = ({ review, disabled, keys, onAccept, onEdit }: Props) => {
  const { suggestion, schema, arm } = review;
  const fault = useMemo(
    () => suggestion && checkLabel(schema, suggestion.value, 'decision'),
    [schema, suggestion],
  );
  if (arm === 'blind' || suggestion === null) return <NoSuggestion arm={arm} />;
  const sure = comparedConfidence(suggestion);
  const { steps } = labelKindOf(schema);
  return (
    <section
      className={classes.box}
      data-several={steps === 'several' || undefined}
      aria-label={t`Suggestion`}
    >
      <div className={classes.words}>
        <Text size="sm" c="dimmed" truncate title={suggestion.model}>
          <Trans>Suggested by {suggestion.model}</Trans>
        </Text>
        {sure !== null && (
          <span className={classes.confidence} title={confidenceWords(suggestion)}>
            <span className="visually-hidden">
              <Trans>Confidence </Trans>
            </span>
            {percentText(sure)}
          </span>
        )}
      </div>
      <button
        type="button"
        className={classes.accept}
        disabled={disabled || fault !== null}
        title={fault === null ? undefined : t`It cannot be accepted as it is: ${toldWords(fault)}`}
        aria-keyshortcuts={keys ? 'Enter' : undefined}
        onClick={onAccept}
      >
        <span className={classes.verb}>
          <Trans>Accept</Trans>
        </span>
        <LabelValue schema={schema} value={suggestion.value} size={steps === 'one' ? 'md' : 'sm'} />
        <Kbd className={classes.key} size="sm" aria-hidden>
          ↵
        </Kbd>
      </button>
      {steps === 'several' && (
        <Button
          variant="default"
          size="xs"
          fullWidth
          className={classes.edit}
          disabled={disabled}
          aria-keyshortcuts={keys ? 'Shift+Enter' : undefined}
          rightSection={keys && <Kbd size="xs">⇧ ↵</Kbd>}
          onClick={onEdit}
        >
          <Trans>Edit the suggestion</Trans>
        </Button>
      )}
    </section>
  );
};
