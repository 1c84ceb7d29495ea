import { memo } from 'react';
import classes from './text.module.css';

/** Characters from which on a piece ends with its line. */
const enough = 2_000;

/** A text in pieces of whole lines, each with where it begins (code units). */
const piecesOf = (text: string): { from: number; piece: string }[] => {
  const pieces: { from: number; piece: string }[] = [];
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from + enough);
    const to = end === -1 ? text.length : end + 1;
    pieces.push({ from, piece: text.slice(from, to) });
    from = to;
  }
  return pieces;
};

/** A text as it stands. What is out of sight is not laid out, so that long ones scroll without a hitch. */
export const TextPieces = memo(({ text }: { text: string }) =>
  piecesOf(text).map(({ from, piece }) => (
    <div key={from} className={classes.piece}>
      {piece}
    </div>
  )),
);
