import type { EvidenceBasis } from '../../../server/domain/evidence.ts';
import type { Destination } from '../../../server/domain/words.ts';

/** A way of asking people: what it is, what its answers are worth, and what brings more of them. */
type BasisMeaning = {
  title: string;
  worth: string;
  brings: string;
  /** Where the items went that were asked about in this way. */
  destination: Destination;
};

export const basisMeanings: Record<EvidenceBasis, BasisMeaning> = {
  shadow: {
    title: 'Shadow',
    worth: 'Judged by people alone: nobody could see a suggestion.',
    brings: 'They come in while the degree of automation is Shadow.',
    destination: 'review',
  },
  assisted: {
    title: 'Assisted',
    worth: 'The suggestion was in sight, so agreement is partly its echo.',
    brings: 'They come in while the degree of automation is Assistance or Partial.',
    destination: 'review',
  },
  blind: {
    title: 'Blind',
    worth: 'A draw withheld the suggestion, from items that otherwise would have had it in sight.',
    brings: 'They come in with Assistance or Partial, and a blind share above zero.',
    destination: 'review',
  },
  audit: {
    title: 'Audits',
    worth: 'Drawn from what was accepted automatically, and judged without the suggestion.',
    brings: 'They come in with Partial or Full, and an audit share above zero.',
    destination: 'auto',
  },
};
