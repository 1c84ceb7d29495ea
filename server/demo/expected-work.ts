import type { LabelSchema } from '../domain/label-schema.ts';
import type { Policy } from '../domain/policy.ts';
import { asAssigned, route } from '../domain/routing.ts';
import { digitImage, type Digits } from './digits.ts';
import type { DigitModel } from './model.ts';
import { modelVersion, readDigit } from './reading.ts';

/** The share, in [0,1], of these digits that people review under a policy, audits included. */
export const reviewedShare = (
  policy: Policy,
  schema: LabelSchema,
  model: DigitModel,
  digits: Digits,
): number => {
  let reviewed = 0;
  for (let index = 0; index < digits.count; index += 1) {
    const { value, confidence, inputs } = readDigit(model, digitImage(digits, index));
    // The draws differ with the project's seed, and hardly their sum.
    const { reviewed: forPeople } = route(policy, schema, 'expected', {
      key: String(index),
      value,
      confidence,
      model: modelVersion,
      inputs: { ...inputs },
      priority: 0,
      occurredAt: null,
      receivedAt: 0,
      ...asAssigned,
    });
    if (forPeople) reviewed += 1;
  }
  return digits.count === 0 ? 0 : reviewed / digits.count;
};
