import { problems, type FieldError, type ProblemCode } from './contract/problems.ts';

/** What handlers throw: a code of the problem table, with the fields at fault or, for the log, the cause. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;

  constructor(code: ProblemCode, more: { detail?: string; errors?: FieldError[]; cause?: unknown } = {}) {
    super(more.detail ?? problems[code][1], { cause: more.cause });
    this.code = code;
    this.errors = more.errors;
  }
}

/** An `invalid_input` error about one field. */
export const invalidField = (path: (string | number)[], message: string): AppError =>
  new AppError('invalid_input', { detail: `${path.join('.')}: ${message}`, errors: [{ path, message }] });
