import { z } from 'zod';
import { told, type Told } from '../domain/told.ts';

/** Every error the API can answer: its code, HTTP status and title. Codes are stable; titles are for people. */
export const problems = {
  invalid_input: [422, told`The request has fields that cannot be accepted`],
  malformed_json: [400, told`The body is not valid JSON`],
  unsupported_media_type: [415, told`The content type is not supported here`],
  body_too_large: [413, told`The request is larger than this server accepts`],
  unauthenticated: [401, told`Sign in, or send an API key`],
  wrong_credentials: [401, told`The e-mail address or the password is wrong`],
  forbidden: [403, told`You are not allowed to do this`],
  cross_site: [403, told`The request came from another site`],
  link_invalid: [410, told`This link has been used or has expired`],
  not_found: [404, told`There is no such thing here`],
  conflict: [409, told`This is in conflict with what is stored`],
  key_conflict: [409, told`This key was submitted before with other content`],
  decision_conflict: [409, told`This decision id was used before with other content`],
  review_closed: [409, told`The review is no longer open to you`],
  lease_lost: [409, told`Your hold on this review has ended`],
  revision_conflict: [409, told`Somebody saved another revision first`],
  media_unsupported: [415, told`This kind of file is not supported`],
  media_missing: [422, told`The referenced media has not been uploaded`],
  rate_limited: [429, told`Too many attempts; wait a little`],
  shutting_down: [503, told`The server is stopping; try again`],
  unavailable: [503, told`The database or the media store cannot answer at this moment`],
  storage_full: [507, told`The server has no room left to keep this`],
  internal: [500, told`Something went wrong on our side`],
} as const satisfies Record<string, readonly [number, Told]>;

export type ProblemCode = keyof typeof problems;

/** What translations of a message go by, where something fills it: the sentence with its gaps, and what fills them. */
const gaps = {
  sentence: z.string().optional(),
  /** Texts, numbers, and messages with gaps of their own. */
  values: z.array(z.custom<NonNullable<Told['values']>[number]>()).optional(),
};

/** What a person is told in an answer that is no problem. */
export const toldReply = z.strictObject({ message: z.string(), ...gaps });

/** One fault in what was sent: the path of the field, and what is wrong with it. */
export const fieldError = z.strictObject({
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
  ...gaps,
});
export type FieldError = z.infer<typeof fieldError>;

/** RFC 9457 problem details, with a stable `code`, the gaps of the detail, the request's id, and the fields at fault. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]), // the keys of a literal object
  detail: z.string().optional(),
  ...gaps,
  requestId: z.string().optional(),
  errors: z.array(fieldError).optional(),
});
export type Problem = z.infer<typeof problem>;

/** The problem document of a code. */
export const problemOf = (
  code: ProblemCode,
  more: {
    detail?: Told | undefined;
    requestId?: string | undefined;
    errors?: FieldError[] | undefined;
  } = {},
): Problem => {
  const [status, { message: title }] = problems[code];
  const { detail: { message: detail, ...filled } = {}, requestId, errors } = more;
  return {
    type: `urn:countersign:problem:${code}`,
    title,
    status,
    code,
    detail,
    ...filled,
    requestId,
    errors,
  };
};
