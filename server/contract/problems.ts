import { z } from 'zod';

/** Every error the API can answer: its code, HTTP status and title. Codes are stable; titles are for people. */
export const problems = {
  invalid_input: [422, 'The request has fields that cannot be accepted'],
  malformed_json: [400, 'The body is not valid JSON'],
  unsupported_media_type: [415, 'The content type is not supported here'],
  body_too_large: [413, 'The request is larger than this server accepts'],
  unauthenticated: [401, 'Sign in, or send an API key'],
  wrong_credentials: [401, 'The e-mail address or the password is wrong'],
  forbidden: [403, 'You are not allowed to do this'],
  cross_site: [403, 'The request came from another site'],
  link_invalid: [410, 'This link has been used or has expired'],
  not_found: [404, 'There is no such thing here'],
  conflict: [409, 'This is in conflict with what is stored'],
  key_conflict: [409, 'This key was submitted before with other content'],
  decision_conflict: [409, 'This decision id was used before with other content'],
  review_closed: [409, 'The review is no longer open to you'],
  lease_lost: [409, 'Your hold on this review has ended'],
  revision_conflict: [409, 'Somebody saved another revision first'],
  media_unsupported: [415, 'This kind of file is not supported'],
  media_missing: [422, 'The referenced media has not been uploaded'],
  rate_limited: [429, 'Too many attempts; wait a little'],
  shutting_down: [503, 'The server is stopping; try again'],
  unavailable: [503, 'The database or the media store cannot answer at this moment'],
  storage_full: [507, 'The server has no room left to keep this'],
  internal: [500, 'Something went wrong on our side'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problems;

/** One fault in what was sent: the path of the field, and what is wrong with it. */
export const fieldError = z.strictObject({
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
});
export type FieldError = z.infer<typeof fieldError>;

/** RFC 9457 problem details, with a stable `code`, the request's id, and the fields at fault. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]), // the keys of a literal object
  detail: z.string().optional(),
  requestId: z.string().optional(),
  errors: z.array(fieldError).optional(),
});
export type Problem = z.infer<typeof problem>;

/** The problem document of a code. */
export const problemOf = (
  code: ProblemCode,
  more: {
    detail?: string | undefined;
    requestId?: string | undefined;
    errors?: FieldError[] | undefined;
  } = {},
): Problem => {
  const [status, title] = problems[code];
  return { type: `urn:countersign:problem:${code}`, title, status, code, ...more };
};
