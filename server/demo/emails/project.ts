import type { Example } from '../example.ts';

const instructions = `Say whether this e-mail is **spam**: sent to many who never asked for it, to sell or to deceive.

- **Not spam**: what somebody wrote to a list or a person, newsletters that one signs up for, news that was subscribed.
- **Spam**: offers to strangers, easy money, miracle cures, letters from unknown heirs.

A newsletter looks like advertising, and is none where its reader asked for it. Where that cannot be told, **skip** it as
unclear. These are real e-mails of the year 2002; some spam is crude.
`;

/** E-mails, sorted by a filter that learnt from others of their time. */
export const emailProject: Example = {
  itemName: 'e-mail',
  model: 'naive-bayes@1',
  description: 'A naive Bayes filter over the words of subject and text.',
  project: {
    slug: 'emails',
    name: 'E-mails',
    question: 'Is this e-mail spam?',
    itemKind: 'text',
    instructions,
    schema: {
      kind: 'choice',
      classes: [
        { name: 'ham', title: 'Not spam', color: '#2f9e44', key: 'j', retired: false },
        { name: 'spam', title: 'Spam', color: '#d6336c', key: 'k', retired: false },
      ],
    },
  },
  policy: {
    degree: 'partial',
    threshold: 0.9,
    // A letter that is lost costs more than an advertisement that is read.
    classThresholds: { spam: 0.97 },
    blindShare: 0.2,
    auditShare: 0.1,
    auditStrata: [],
    rules: [],
  },
};
