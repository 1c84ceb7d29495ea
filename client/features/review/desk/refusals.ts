import { t } from '@lingui/core/macro';
import { CallError } from '../../../api/call.ts';
import { messageOf } from '../../../ui/error-panel.tsx';
import { toldWords } from '../../../ui/told-words.ts';

type Code = CallError['code'];

/** Why the server refused, in a form that can be stored. */
export type Refusal = { code: Code; message: string; requestId: string | null };

/**
 * How a failed call is taken: `refused` is an answer to this very request; `later` will pass by itself; `few_times`
 * may pass, or may be a fault that never will; `sign_in` waits for the person.
 */
export type Taking = 'refused' | 'later' | 'few_times' | 'sign_in';

const takings: Record<Code, Taking> = {
  offline: 'later',
  rate_limited: 'later',
  shutting_down: 'later',
  unavailable: 'later',
  storage_full: 'later',
  internal: 'few_times',
  unauthenticated: 'sign_in',
  wrong_credentials: 'sign_in',
  invalid_input: 'refused',
  malformed_json: 'refused',
  unsupported_media_type: 'refused',
  body_too_large: 'refused',
  forbidden: 'refused',
  cross_site: 'refused',
  link_invalid: 'refused',
  not_found: 'refused',
  conflict: 'refused',
  key_conflict: 'refused',
  decision_conflict: 'refused',
  review_closed: 'refused',
  lease_lost: 'refused',
  revision_conflict: 'refused',
  media_unsupported: 'refused',
  media_missing: 'refused',
};

/** How to take what a call threw; anything but the server's own problem counts as not reached. */
export const takingOf = (error: unknown): Taking =>
  error instanceof CallError ? takings[error.code] : 'later';

/** What a call threw, in a form that can be shown and stored. */
export const refusalOf = (error: unknown): Refusal =>
  error instanceof CallError
    ? {
        code: error.code,
        message: [messageOf(error), ...(error.problem?.errors ?? []).map(toldWords)]
          .filter((text, i, all) => all.findIndex((other) => other.includes(text)) === i)
          .join(': '),
        requestId: error.problem?.requestId ?? null,
      }
    : { code: 'offline', message: t`The server cannot be reached`, requestId: null };
