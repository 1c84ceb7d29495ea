import { judgeRate, type Guardrail } from './verdict.ts';

/** Discordant pairs that it takes to say that the candidate is no worse: fewer would be a coin's toss. */
const pairsNeeded = 10;

/**
 * Where candidate and live differ on an item and one of them is right, how often that is live: the sign test on discordant
 * pairs, as a bet. What both answer alike says nothing of which is better, so that few labels tell much. Outside shadow a project
 * that asks only the assigned version has no pairs.
 */
export const worseThanLive: Guardrail = {
  tests: true,
  judge: (of) =>
    !of.inShadow && of.facts.pairs.length === 0
      ? null
      : judgeRate(of.facts.pairs, { ...of, leastLabels: pairsNeeded }),
};
