import type { LabelSchema } from '../domain/label-schema.ts';
import type { Policy } from '../domain/policy.ts';
import { asAssigned, route } from '../domain/routing.ts';
import { digitImage, digitInputs, type Digits } from './digits.ts';
import type { DigitModel } from './model.ts';
import { firstVersion, readDigit } from './reading.ts';

/** So many digits say how the others will fare. */
const sample = 2_000;

/** The share, in [0,1], of such digits that people review under a policy, audits included. */
export const reviewedShare = (
  policy: Policy,
  schema: LabelSchema,
  model: DigitModel,
  digits: Digits,
): number => {
  const count = Math.min(sample, digits.count);
  let reviewed = 0;
  for (let index = 0; index < count; index += 1) {
    const image = digitImage(digits, index);
    const { value, confidence } = readDigit(model, image);
    // The draws differ with the project's seed, and hardly their sum.
    const { reviewed: forPeople } = route(policy, schema, 'expected', {
      key: String(index),
      value,
      confidence,
      model: firstVersion,
      inputs: digitInputs(image),
      priority: 0,
      occurredAt: null,
      receivedAt: 0,
      ...asAssigned,
    });
    if (forPeople) reviewed += 1;
  }
  return count === 0 ? 0 : reviewed / count;
};
