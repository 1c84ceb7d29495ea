import { classesOf, hasClasses, type LabelSchema } from '../label-schema.ts';
import type { Json } from '../words.ts';
import type { ModelAnswer, ReplyFault } from './protocol.ts';

/** The parts of an answer as they stood in a reply; undefined: there was none. */
export type Said = { value: Json | undefined; confidence: Json | undefined; scores: Json | undefined };

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands under a name in an object; undefined where there is none, or no object. */
export const field = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

const isNumber = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** Scores by class, from an object or from numbers in the order of the project's classes. */
const scoresOf = (said: Json | undefined, classes: string[]): Pick<ModelAnswer, 'scores'> | ReplyFault => {
  if (said === undefined || said === null) return { scores: null };
  if (Array.isArray(said) && said.length !== classes.length)
    return { fault: `scores: there are ${said.length} for ${classes.length} classes` };
  const pairs = Array.isArray(said)
    ? classes.map((name, i) => [name, said[i]] as const)
    : isObject(said)
      ? Object.entries(said)
      : [];
  if (pairs.length === 0 || !pairs.every(([, score]) => isNumber(score)))
    return { fault: 'scores: must be numbers, by class or in the order of the classes' };
  return { scores: Object.fromEntries(pairs) as Record<string, number> }; // each was seen to be a number
};

const greatest = (scores: Record<string, number> | null): string | undefined =>
  Object.entries(scores ?? {}).toSorted(([, a], [, b]) => b - a)[0]?.[0];

const isShare = (value: number): boolean => value >= 0 && value <= 1;

/** The answer that a reply's parts add up to, or what is wrong with them. Whether the value is a class is not looked at. */
export const answerOf = (said: Said, schema: LabelSchema): ModelAnswer | ReplyFault => {
  const classes = classesOf(schema).map(({ name }) => name);
  const read = scoresOf(said.scores, classes);
  if ('fault' in read) return read;
  const { scores } = read;
  const found = said.value === undefined ? greatest(scores) : said.value;
  if (found === undefined) return { fault: 'value: there is none in the reply' };
  // Models often name classes by numbers.
  const isNamed = hasClasses(schema) && (typeof found === 'number' || typeof found === 'boolean');
  const value = isNamed ? String(found) : found;
  const score = typeof value === 'string' ? field(scores ?? undefined, value) : undefined;
  const implied = isNumber(score) && isShare(score) ? score : null;
  const confidence = said.confidence ?? implied;
  if (confidence !== null && !(isNumber(confidence) && isShare(confidence)))
    return { fault: 'confidence: must be a number from 0 to 1' };
  return { value, confidence, scores };
};
