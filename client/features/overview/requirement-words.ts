import { t } from '@lingui/core/macro';
import type { RequirementReply } from '../../../server/features/ladder/contract.ts';
import { countText, percentText } from '../../ui/proportion.tsx';

const words: Record<RequirementReply['name'], string> = {
  predictions: t`A model version predicts`,
  comparisons: t`Blind answers to compare it with`,
  agreement: t`People agree with it, by the lower end of the interval`,
  audits_on: t`Audits are on, so that errors can be seen later`,
  certificate: t`A threshold is certified`,
  certificate_for_all: t`Everything is certified, whatever its confidence`,
  no_overdue_audits: t`No audit is overdue`,
  no_alarm: t`No certificate has been alarmed`,
};

/** A line of the checklist: what is asked for, and what of it is there. */
export const requirementWords = ({ name, have, need }: RequirementReply): { what: string; how: string } => {
  const what = words[name];
  if (have === null || need === null) return { what, how: '' };
  return name === 'agreement'
    ? { what, how: t`${percentText(have)} of more than ${percentText(need, 0)}` }
    : { what, how: t`${countText(have)} of ${countText(need)}` };
};
