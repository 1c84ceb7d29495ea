import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Kbd } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { activeClasses, type ChoiceClass } from '../../../server/domain/label-schema.ts';
import { percentText } from '../../ui/percent-text.ts';
import classes from './choice.module.css';
import { inColor } from './class-chip.tsx';

type Props = {
  /** What is answered by them. */
  label?: string;
  /** Two in a line, where there is more to see than they. */
  dense?: boolean;
  schema: { classes: ChoiceClass[] };
  isSuggested: (name: string) => boolean;
  /** Undefined: nothing is chosen yet, and what is pressed is not shown. */
  isChosen: ((name: string) => boolean) | undefined;
  scores: Record<string, number> | null;
  disabled: boolean;
  keys: boolean;
  onPress: (name: string) => void;
};

/** A button and a key for each class. */
export const ClassButtons = ({
  label = t`Answers`,
  dense = false,
  schema,
  isSuggested,
  isChosen,
  scores,
  disabled,
  keys,
  onPress,
}: Props) => {
  const offered = activeClasses(schema);
  return (
    <div
      className={classes.grid}
      role="group"
      aria-label={label}
      data-many={dense || offered.length > 6 || undefined}
      data-dense={dense || undefined}
    >
      {offered.map((c) => {
        const suggested = isSuggested(c.name);
        const chosen = isChosen?.(c.name);
        const score = scores?.[c.name];
        return (
          <button
            key={c.name}
            type="button"
            className={classes.answer}
            style={inColor(c.color)}
            data-suggested={suggested || undefined}
            aria-pressed={chosen}
            aria-keyshortcuts={keys && c.key !== null ? c.key : undefined}
            title={c.title}
            disabled={disabled}
            onClick={() => onPress(c.name)}
          >
            {keys && c.key !== null && (
              <span className={classes.key} aria-hidden>
                <Kbd size="sm">{c.key.toUpperCase()}</Kbd>
              </span>
            )}
            <span className={classes.title}>{c.title}</span>
            {suggested && (
              <span className="visually-hidden">
                <Trans>, suggested</Trans>
              </span>
            )}
            {chosen && <IconCheck size={18} className={classes.chosen} aria-hidden />}
            {score !== undefined && (
              <>
                <span className="visually-hidden">
                  <Trans>, score </Trans>
                </span>
                <span className={classes.score}>{percentText(score)}</span>
                <span
                  className={classes.bar}
                  style={{ inlineSize: `${Math.min(1, Math.max(0, score)) * 100}%` }}
                />
              </>
            )}
          </button>
        );
      })}
    </div>
  );
};
