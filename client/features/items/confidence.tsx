import { t } from '@lingui/core/macro';
import classes from './items.module.css';
import { decimalText, plainText } from '../../ui/decimal-text.ts';

/** A confidence in [0,1] as a small bar and a number; nothing where the model gave none. */
export const Confidence = ({ value }: { value: number | null }) =>
  value === null ? null : (
    <span className={classes.confidence} title={t`Confidence ${plainText(value)}`}>
      <span className={classes.meter} aria-hidden>
        <span style={{ width: `${value * 100}%` }} />
      </span>
      <span className="numbers">{confidenceText(value)}</span>
    </span>
  );

/** Two decimals, but never 1.00 for what is less than certain. */
export const confidenceText = (value: number): string =>
  value < 1 && value > 0.995 ? `>${decimalText(0.99, 2)}` : decimalText(value, 2);
