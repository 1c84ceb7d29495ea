import type { z } from 'zod';
import type { FieldError } from './problems.ts';

type Issue = z.core.$ZodIssue;
type Path = (string | number)[];

const pathOf = (prefix: Path, issue: Issue): Path => [
  ...prefix,
  ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
];

const issueErrors = (issue: Issue, prefix: Path): FieldError[] => {
  const path = pathOf(prefix, issue);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: 'is not a field known here' }));
  if (issue.code === 'invalid_union') {
    // The branch that got furthest is the one that was meant.
    const branches = issue.errors.map((issues) => issues.flatMap((inner) => issueErrors(inner, path)));
    const depth = (branch: FieldError[]) => Math.max(...branch.map((e) => e.path.length));
    const [best] = branches.filter((b) => b.length > 0).toSorted((a, b) => depth(b) - depth(a));
    if (best && depth(best) > path.length) return best;
  }
  if (
    issue.code === 'invalid_type' &&
    issue.input === undefined &&
    issue.message.endsWith('received undefined')
  )
    return [{ path, message: 'is required' }];
  return [{ path, message: issue.message }];
};

/** Zod's issues as the API tells them: the path of each field at fault, unknown fields by name. */
export const fieldErrors = (error: z.ZodError, prefix: Path = []): FieldError[] =>
  error.issues.flatMap((issue) => issueErrors(issue, prefix));
