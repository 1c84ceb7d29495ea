import { t } from '@lingui/core/macro';
import type { EvidenceBasis } from '../../../server/domain/evidence.ts';

/** A way of asking people: what its answers are worth, and what brings more of them. */
type BasisMeaning = {
  worth: string;
  brings: string;
};

export const basisMeanings: Record<EvidenceBasis, BasisMeaning> = {
  shadow: {
    worth: t`Judged by people alone: nobody could see a suggestion.`,
    brings: t`They come in while the degree of automation is Shadow.`,
  },
  assisted: {
    worth: t`The suggestion was in sight, so agreement is partly its echo.`,
    brings: t`They come in while the degree of automation is Assistance or Partial.`,
  },
  blind: {
    worth: t`A draw withheld the suggestion, from items that otherwise would have had it in sight.`,
    brings: t`They come in with Assistance or Partial, and a blind share above zero.`,
  },
  audit: {
    worth: t`Drawn from what was accepted automatically, and judged without the suggestion.`,
    brings: t`They come in with Partial or Full, and an audit share above zero.`,
  },
};
