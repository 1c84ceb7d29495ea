import { CallError } from '../api/call.ts';
import { messageOf } from './error-panel.tsx';
import { toldWords } from './told-words.ts';

/** The part of a Mantine form that takes errors. */
type Fillable = { setErrors: (errors: Record<string, string>) => void; getInputNode?: unknown };

/**
 * Puts the faults of a refused form beside their fields and answers what is left to say above the form (null: nothing).
 * `fieldOf` gives the form's name of a path of the body; null: the form has no such field. Without it, a field's name
 * is its path joined with dots, as Mantine names nested fields.
 */
export const placeProblem = (
  form: Fillable,
  error: unknown,
  fieldOf: (path: (string | number)[]) => string | null = (path) => path.join('.'),
): string | null => {
  const faults = error instanceof CallError ? (error.problem?.errors ?? []) : [];
  const placed: Record<string, string> = {};
  const left: string[] = [];
  for (const { path, ...fault } of faults) {
    const message = toldWords(fault);
    const field = path.length === 0 ? null : fieldOf(path);
    if (field === null) left.push(path.length === 0 ? message : `${path.join('.')}: ${message}`);
    else placed[field] = message;
  }
  form.setErrors(placed);
  if (faults.length === 0) return messageOf(error);
  return left.length === 0 ? null : left.join('; ');
};
