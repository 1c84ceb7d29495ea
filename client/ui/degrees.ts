import { t } from '@lingui/core/macro';
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
    title: t`Human only`,
    short: t`People decide, without the model`,
    decides: t`A person`,
    modelUsed: t`Not at all`,
    shown: t`Never`,
    reviewed: t`Every item`,
    uses: { threshold: false, blindShare: false, auditShare: false },
  },
  shadow: {
    title: t`Shadow`,
    short: t`People decide; the model is compared afterwards`,
    decides: t`A person`,
    modelUsed: t`Only compared afterwards`,
    shown: t`Never: every review is blind`,
    reviewed: t`Every item`,
    uses: { threshold: false, blindShare: false, auditShare: false },
  },
  assistance: {
    title: t`Assistance`,
    short: t`People decide, the model suggests`,
    decides: t`A person`,
    modelUsed: t`As a suggestion`,
    shown: t`Yes, but for a random blind share`,
    reviewed: t`Every item`,
    uses: { threshold: false, blindShare: true, auditShare: false },
  },
  partial: {
    title: t`Partial`,
    short: t`The model decides where it is sure`,
    decides: t`The model where it is sure, a person where it is not`,
    modelUsed: t`As the label, or as a suggestion`,
    shown: t`Below the threshold, but for the blind share; audits are always blind`,
    reviewed: t`What is below the threshold, what a rule sends, and a random audit share above it`,
    uses: { threshold: true, blindShare: true, auditShare: true },
  },
  full: {
    title: t`Full`,
    short: t`The model decides`,
    decides: t`The model`,
    modelUsed: t`As the label`,
    shown: t`Audits are always blind`,
    reviewed: t`The audit share only, and what the model left open`,
    uses: { threshold: false, blindShare: true, auditShare: true },
  },
};
