import type { Degree } from '../../server/domain/words.ts';

/** What a degree of automation means, in the words of the dial. */
export type DegreeMeaning = {
  title: string;
  /** One line for the dial itself. */
  short: string;
  decides: string;
  modelUsed: string;
  shown: string;
  reviewed: string;
  /** Which settings of the policy have an effect in this degree. */
  uses: { threshold: boolean; blindShare: boolean; auditShare: boolean };
};

/** The dial, from people decide everything to the model decides everything. */
export const degreeMeanings: Record<Degree, DegreeMeaning> = {
  human_only: {
    title: 'Human only',
    short: 'People decide, without the model',
    decides: 'A person',
    modelUsed: 'Not at all',
    shown: 'Never',
    reviewed: 'Every item',
    uses: { threshold: false, blindShare: false, auditShare: false },
  },
  shadow: {
    title: 'Shadow',
    short: 'People decide; the model is compared afterwards',
    decides: 'A person',
    modelUsed: 'Only compared afterwards',
    shown: 'Never: every review is blind',
    reviewed: 'Every item',
    uses: { threshold: false, blindShare: false, auditShare: false },
  },
  assistance: {
    title: 'Assistance',
    short: 'People decide, the model suggests',
    decides: 'A person',
    modelUsed: 'As a suggestion',
    shown: 'Yes, but for a random blind share',
    reviewed: 'Every item',
    uses: { threshold: false, blindShare: true, auditShare: false },
  },
  partial: {
    title: 'Partial',
    short: 'The model decides where it is sure',
    decides: 'The model where it is sure, a person where it is not',
    modelUsed: 'As the label, or as a suggestion',
    shown: 'Below the threshold, but for the blind share; audits are always blind',
    reviewed: 'What is below the threshold, what a rule sends, and a random audit share above it',
    uses: { threshold: true, blindShare: true, auditShare: true },
  },
  full: {
    title: 'Full',
    short: 'The model decides',
    decides: 'The model',
    modelUsed: 'As the label',
    shown: 'Audits are always blind',
    reviewed: 'The audit share only, and what the model left open',
    uses: { threshold: false, blindShare: true, auditShare: true },
  },
};
