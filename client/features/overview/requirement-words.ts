import type { RequirementReply } from '../../../server/features/ladder/contract.ts';
import { countText, percentText } from '../../ui/proportion.tsx';

const words: Record<RequirementReply['name'], string> = {
  predictions: 'A model version predicts',
  comparisons: 'Blind answers to compare it with',
  agreement: 'People agree with it, by the lower end of the interval',
  audits_on: 'Audits are on, so that errors can be seen later',
  certificate: 'A threshold is certified',
  certificate_for_all: 'Everything is certified, whatever its confidence',
  no_overdue_audits: 'No audit is overdue',
  no_alarm: 'No certificate has been alarmed',
};

/** A line of the checklist: what is asked for, and what of it is there. */
export const requirementWords = ({ name, have, need }: RequirementReply): { what: string; how: string } => {
  const what = words[name];
  if (have === null || need === null) return { what, how: '' };
  return name === 'agreement'
    ? { what, how: `${percentText(have)} of more than ${percentText(need, 0)}` }
    : { what, how: `${countText(have)} of ${countText(need)}` };
};
