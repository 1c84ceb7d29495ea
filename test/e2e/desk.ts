import type { Locator, Page } from '@playwright/test';
import { api } from '../../server/api.ts';
import type { MyDecision } from '../../server/features/reviews/contract.ts';
import { aPrediction, submit, type PersonCaller, type TestServer } from '../support/server.ts';
import { expect } from './stage.ts';

/** What an inspector has in sight of the review page, by what it is called. */
export const deskOn = (page: Page) => {
  const item = page.getByRole('region', { name: 'Item', exact: true });
  const answers = page.getByRole('group', { name: 'Answers' });
  return {
    /** The place of the item: the one in hand, an earlier one, or why there is none. */
    item,
    suggestion: page.getByRole('region', { name: 'Suggestion' }),
    answers,
    answer: (title: string): Locator => answers.getByRole('button', { name: title }),
    dialog: page.getByRole('dialog'),
    /** The item with this text is in hand, and can be judged. */
    holds: async (text: string): Promise<void> => {
      await expect(item.getByRole('article').filter({ visible: true })).toHaveText(text);
      await expect(answers.getByRole('button').first()).toBeEnabled();
    },
  };
};

/** Submits a text item for each of the texts, which are also their keys, all suggested to be scratched. */
export const bring = async (
  server: TestServer,
  project: string,
  texts: readonly string[],
  more: Record<string, unknown> = {},
): Promise<void> => {
  await submit(
    await server.service(project),
    project,
    texts.map((text) => aPrediction({ key: text, payload: { text }, ...more })),
  );
};

const decisionsOf = async (person: PersonCaller, project: string): Promise<string[]> => {
  const { decisions } = await person.call(api.reviews.myDecisions, {
    params: { project },
    query: { limit: 50 },
  });
  const words = ({ kind, value, review, standing }: MyDecision) =>
    `${review.key}: ${kind === 'answer' && typeof value === 'string' ? value : kind}, ${standing}`;
  return decisions.toReversed().map(words);
};

/** The server comes to have just these decisions of a person, oldest first: "phone 1: scratched, standing". */
export const expectDecisions = (
  person: PersonCaller,
  project: string,
  decisions: readonly string[],
): Promise<void> => expect.poll(() => decisionsOf(person, project)).toEqual(decisions);

/** How many drafts the browser keeps. */
export const draftsKept = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('countersign');
    await new Promise((opened) => opening.addEventListener('success', opened));
    const drafts = opening.result.transaction('drafts').objectStore('drafts').count();
    await new Promise((counted) => drafts.addEventListener('success', counted));
    opening.result.close();
    return drafts.result;
  });
