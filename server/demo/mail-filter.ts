import { loadEmails } from './emails/emails.ts';
import { learn, spamProbability } from './emails/naive-bayes.ts';
import { emailProject } from './emails/project.ts';
import { runExample } from './run-example.ts';

// The mail filter: it learns what spam is from e-mails that are sorted already, and submits others.

const learntFrom = 1_500;

await runExample('mail filter', emailProject, 300, async (count, signal) => {
  const emails = await loadEmails(learntFrom + count, signal);
  const filter = learn(emails.slice(0, learntFrom));
  return emails.slice(learntFrom).map((email) => {
    const spam = spamProbability(filter, email);
    const value = spam > 0.5 ? 'spam' : 'ham';
    return {
      payload: { title: email.subject.slice(0, 300), text: email.body, format: email.format },
      value,
      confidence: Math.max(spam, 1 - spam),
      scores: { ham: 1 - spam, spam },
    };
  });
});
