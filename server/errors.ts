import { problems, type FieldError, type ProblemCode } from './contract/problems.ts';
import type { Told } from './domain/told.ts';

/** What handlers throw: a code of the problem table, with the fields at fault or, for the log, the cause. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly detail: Told | undefined;
  readonly errors: FieldError[] | undefined;

  constructor(code: ProblemCode, more: { detail?: Told; errors?: FieldError[]; cause?: unknown } = {}) {
    super(more.detail?.message ?? problems[code][1].message, { cause: more.cause });
    this.code = code;
    this.detail = more.detail;
    this.errors = more.errors;
  }
}

/** An `invalid_input` error about its first field, `whole` being what the path of no field stands for. */
export const invalidFields = (errors: FieldError[], whole: string): AppError => {
  const [first] = errors;
  const detail = first && { message: `${first.path.join('.') || whole}: ${first.message}` };
  return new AppError('invalid_input', { ...(detail && { detail }), errors });
};

/** An `invalid_input` error about one field. */
export const invalidField = (path: (string | number)[], fault: Told): AppError =>
  invalidFields([{ path, ...fault }], 'the body');
