import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { NoAnswer } from './no-answer.tsx';
import classes from './several.module.css';
import { quoted } from '../../ui/quoted.ts';

type Props = { text: string | null; size?: 'sm' | 'md' | 'lg' | undefined };

/** A value that is said in words: one line of it but where it is shown large; null: no answer. */
export const PlainValue = ({ text, size = 'md' }: Props) => {
  if (text === null) return <NoAnswer size={size} />;
  if (text.trim() === '')
    return (
      <NoAnswer size={size}>
        <Trans>Empty</Trans>
      </NoAnswer>
    );
  return (
    <span className={classes.plain} data-size={size} title={size === 'lg' ? undefined : text}>
      {text}
    </span>
  );
};

const longest = 80;

/** The beginning of a text, in one line. */
export const beginningOf = (text: string): string => {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  if (line === '') return t`an empty text`;
  return quoted(line.length > longest ? `${line.slice(0, longest)}…` : line);
};
