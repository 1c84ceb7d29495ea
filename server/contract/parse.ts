import type { z } from 'zod';
import { issueWords } from './issue-words.ts';
import type { FieldError } from './problems.ts';
import { told, type Told } from '../domain/told.ts';

type Issue = z.core.$ZodIssue;
type Path = (string | number)[];

const pathOf = (prefix: Path, issue: Issue): Path => [
  ...prefix,
  ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
];

const isTold = (params: unknown): params is Told =>
  typeof params === 'object' && params !== null && 'message' in params;

/** An issue of our own making, for checks of a whole value. */
export const customIssue = (
  path: Path,
  input: unknown,
  { message, sentence, values }: Told,
): z.core.$ZodRawIssue => ({
  code: 'custom',
  input,
  path,
  message,
  params: { message, sentence, values },
});

/** Zod's own messages begin with a capital letter, and what a schema of ours says never does. */
const isZods = (message: string): boolean => /^\p{Lu}/u.test(message);

const faultOf = (issue: Issue): Told => {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return told`is required`;
  if (isZods(issue.message)) return issueWords(issue);
  return issue.code === 'custom' && isTold(issue.params) ? issue.params : { message: issue.message };
};

const issueErrors = (issue: Issue, prefix: Path): FieldError[] => {
  const path = pathOf(prefix, issue);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], ...told`is not a field known here` }));
  if (issue.code === 'invalid_union') {
    // The branch that got furthest is the one that was meant.
    const branches = issue.errors.map((issues) => issues.flatMap((inner) => issueErrors(inner, path)));
    const depth = (branch: FieldError[]) => Math.max(...branch.map((e) => e.path.length));
    const [best] = branches.filter((b) => b.length > 0).toSorted((a, b) => depth(b) - depth(a));
    if (best && depth(best) > path.length) return best;
  }
  return [{ path, ...faultOf(issue) }];
};

/** Zod's issues as the API tells them: the path of each field at fault, unknown fields by name. */
export const fieldErrors = (error: z.ZodError, prefix: Path = []): FieldError[] =>
  error.issues.flatMap((issue) => issueErrors(issue, prefix));
