import type { z } from 'zod';
import { told, type Told } from '../domain/told.ts';

type Issue = z.core.$ZodIssue;

const limit = (of: 'least' | 'most', inclusive: boolean | undefined, at: number | bigint): Told => {
  const bound = Number(at);
  if (of === 'least') return inclusive ? told`must be at least ${bound}` : told`must be more than ${bound}`;
  return inclusive ? told`must be at most ${bound}` : told`must be less than ${bound}`;
};

const tooSmall = ({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Told => {
  if (origin === 'string')
    return minimum === 1 ? told`must not be empty` : told`must have at least ${Number(minimum)} characters`;
  if (origin === 'array' || origin === 'set')
    return minimum === 1 ? told`must not be empty` : told`must have at least ${Number(minimum)} entries`;
  return limit('least', inclusive, minimum);
};

const tooBig = ({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Told => {
  if (origin === 'string') return told`must have at most ${Number(maximum)} characters`;
  if (origin === 'array' || origin === 'set') return told`must have at most ${Number(maximum)} entries`;
  return limit('most', inclusive, maximum);
};

const types: Record<string, Told> = {
  string: told`must be a text`,
  number: told`must be a number`,
  int: told`must be a whole number`,
  boolean: told`must be true or false`,
  array: told`must be a list`,
  object: told`must be an object`,
  record: told`must be an object`,
};

const formats: Record<string, Told> = {
  email: told`must be an e-mail address`,
  url: told`must be the address of a page`,
  uuid: told`must be a UUID`,
  datetime: told`must be a time such as 2026-01-31T09:00:00Z`,
};

const otherwise = told`is not what is asked for here`;

/** What zod finds wrong, in the words of this house. */
export const issueWords = (issue: Issue): Told => {
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code === 'invalid_type') return types[issue.expected] ?? otherwise;
  if (issue.code === 'invalid_format') return formats[issue.format] ?? otherwise;
  if (issue.code === 'invalid_value') return told`must be one of ${issue.values.map(String).join(', ')}`;
  return issue.code === 'not_multiple_of' ? told`must be a multiple of ${issue.divisor}` : otherwise;
};
