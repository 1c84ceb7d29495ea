import { t } from '@lingui/core/macro';
import type { NotAssigned } from '../../../server/domain/assigning.ts';
import type { NotRequeued } from '../../../server/domain/requeueing.ts';
import { locale } from '../locale.ts';
import type { Outcome } from './use-batches.ts';

const whyWords: Record<NotAssigned | NotRequeued, string> = {
  held: t`in somebody’s hands`,
  known: t`known to them already`,
  for_leads: t`for leads only`,
  not_waiting: t`not waiting for review`,
  waits: t`waiting already`,
  adjudicated: t`settled by a lead`,
  gold: t`gold items`,
  erased: t`erased`,
  unknown: t`not found`,
};

const isWhy = (why: string): why is keyof typeof whyWords => Object.hasOwn(whyWords, why);

/** What came of it, in one sentence: "3 assigned; left as they are: 2 in somebody’s hands". */
export const outcomeWords = ({ n, passedOver }: Outcome, done: string): string => {
  const left = Object.entries(passedOver).flatMap(([why, count]) =>
    count > 0 && isWhy(why) ? [`${count.toLocaleString(locale)} ${whyWords[why]}`] : [],
  );
  const all = `${n.toLocaleString(locale)} ${done}`;
  return left.length === 0 ? all : t`${all}; left as they are: ${left.join(', ')}`;
};
