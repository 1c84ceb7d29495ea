import type { Degree } from '../domain/words.ts';

/** What the demo tells whoever started it. */
export type Welcome = {
  /** Signs the demo lead in, once. */
  link: string;
  /** The same for the demo's analyst. */
  analystLink: string;
  /** Where browsers reach the server. */
  address: string;
  project: string;
  exportKey: string;
  /** Digits a second; 0: the first batch only. */
  rate: number;
  degree: Degree;
  /** The share, in [0,1], of digits that people review. */
  reviewed: number;
  /** Simulated inspectors, and the share of their answers that are wrong. */
  inspectors: number;
  errorRate: number;
};

const whoDecides: Record<Degree, string> = {
  human_only: 'you decide every digit, and never see what the model thinks',
  shadow: 'you decide every digit without a suggestion; the model is compared with you afterwards',
  assistance: "you decide every digit, mostly with the model's suggestion beside the buttons",
  partial: 'the model decides where it is sure, you where it is not',
  full: 'the model decides every digit, and you audit a random few',
};

const sharePhrase = (share: number): string => {
  if (share === 0) return 'none';
  if (share > 0.995) return 'every one';
  return share > 2 / 3 ? `${Math.round(share * 100)} in 100` : `about 1 in ${Math.round(1 / share)}`;
};

const pacePhrase = (rate: number): string => {
  if (rate === 0) return 'submits a first batch of digits';
  return rate === 1 ? 'submits one digit a second' : `submits ${rate} digits a second`;
};

const simulated = (inspectors: number, errorRate: number): string =>
  inspectors === 0
    ? ''
    : `
    ${inspectors} simulated inspectors answer too, ${Number((errorRate * 100).toFixed(2))} % of the time wrongly; all they do bears their names.
    As evidence comes together the project climbs from shadow to a certified threshold: see its page "Evidence".
    Then the model is trained on what people labelled, and its next version goes from shadow to canary to live: see
    its pages "Retraining" and "Rollouts".`;

/** The demo's greeting: the link, what is going on, how to export, how to stop. */
export const welcomeText = ({
  link,
  analystLink,
  address,
  project,
  exportKey,
  rate,
  degree,
  reviewed,
  inspectors,
  errorRate,
}: Welcome): string => `
  Countersign is ready. This link signs you in, once (each start prints another):

    ${link}

  What is going on
    A model service, the "line", ${pacePhrase(rate)}; ${sharePhrase(reviewed)} of them goes to you.
    Degree of automation "${degree}": ${whoDecides[degree]}.${simulated(inspectors, errorRate)}

    Beside it, each with a model of its own: the projects "emails" (is it spam?)
    and "phones" (boxes around scratches and dents).

  Datasets
    Whoever judges is not shown labels of what they may yet judge blind. The analyst judges nothing, and sees datasets
    whole: freezes them, looks through their rows, has them written as Parquet, COCO, and so on. In another browser:

    ${analystLink}

  What you decided, as CSV
    curl -H "Authorization: Bearer ${exportKey}" "${address}/api/v1/projects/${project}/labels?format=csv&source=human"

  Ctrl-C stops it. "npm run demo" goes on from there; "npm run demo -- --reset" begins afresh.
`;
