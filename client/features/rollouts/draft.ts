import {
  guardrailNames,
  limitUnits,
  type GuardrailName,
  type LimitUnit,
} from '../../../server/domain/rollout/guardrails/names.ts';
import { percent } from '../../ui/percent-field.ts';
import type { RolloutKind, RolloutSettings } from '../../../server/domain/rollout/settings.ts';

/** A number as its field holds it; emptied, a text. */
type Field = number | string;

/** A rollout's settings as the form holds them: shares in percent. */
export type RolloutDraft = {
  kind: RolloutKind;
  shadowFirst: boolean;
  automatic: boolean;
  /** "1, 5, 10". */
  steps: string;
  dwellMinutes: Field;
  leastLabels: Field;
  deadlineHours: Field;
  switchMinutes: Field;
  rollbackHours: Field;
  limits: Record<GuardrailName, Field>;
  disagreementShare: Field;
  disagreementsPerDay: Field;
  note: string;
};

const suffixes: Record<LimitUnit, string> = { share: ' %', milliseconds: ' ms', index: '' };

/** What stands behind a limit; shares are shown in percent. */
export const limitSuffix = (name: GuardrailName): string => suffixes[limitUnits[name]];
const isShare = (name: GuardrailName): boolean => limitUnits[name] === 'share';
const shownLimit = (name: GuardrailName, limit: number): Field => (isShare(name) ? percent(limit) : limit);

/** Settings as the form shows them. */
export const draftOf = (s: RolloutSettings): RolloutDraft => ({
  kind: s.kind,
  shadowFirst: s.shadowFirst,
  automatic: s.advance === 'automatic',
  steps: s.steps.map(percent).join(', '),
  dwellMinutes: s.dwellMinutes,
  leastLabels: s.leastLabels,
  deadlineHours: s.deadlineHours,
  switchMinutes: s.switchMinutes,
  rollbackHours: s.rollbackHours,
  limits: Object.fromEntries(
    guardrailNames.map((name) => [
      name,
      s.limits[name] === undefined ? '' : shownLimit(name, s.limits[name]),
    ]),
  ) as RolloutDraft['limits'], // made of all names
  disagreementShare: percent(s.disagreementShare),
  disagreementsPerDay: s.disagreementsPerDay,
  note: '',
});

/** What is no number is sent as none, and refused by name. */
const numberOf = (field: Field): number => (field === '' ? Number.NaN : Number(field));

/** What the form says, as it is sent; what it does not show stays as it was. */
export const settingsOf = (d: RolloutDraft, base: RolloutSettings) => ({
  ...base,
  kind: d.kind,
  shadowFirst: d.shadowFirst,
  advance: d.automatic && d.kind === 'canary' ? ('automatic' as const) : ('by_hand' as const),
  steps: d.steps
    .split(/[,;\s]+/)
    .filter((step) => step !== '' && step !== '%')
    .map((step) => Number(step.replace('%', '')) / 100),
  dwellMinutes: numberOf(d.dwellMinutes),
  leastLabels: numberOf(d.leastLabels),
  deadlineHours: numberOf(d.deadlineHours),
  switchMinutes: numberOf(d.switchMinutes),
  rollbackHours: numberOf(d.rollbackHours),
  limits: Object.fromEntries(
    guardrailNames.flatMap((name) =>
      d.limits[name] === '' ? [] : [[name, Number(d.limits[name]) / (isShare(name) ? 100 : 1)]],
    ),
  ),
  disagreementShare: numberOf(d.disagreementShare) / 100,
  disagreementsPerDay: numberOf(d.disagreementsPerDay),
});
