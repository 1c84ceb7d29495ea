import { describe, expect, test } from 'vitest';
import {
  healthOf,
  healthText,
  inTrouble,
  momentText,
} from '../../client/features/callbacks/endpoint-health.ts';

const now = Date.parse('2026-03-04T12:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();

const untried = { pending: 0, failedLastDay: 0, failingSince: null, lastSuccessAt: null, pausedUntil: null };
type Fares = Parameters<typeof healthOf>[0];
const called = (health: Partial<Fares['health']>, more: Partial<Fares> = {}): Fares => ({
  disabledAt: null,
  disabledReason: null,
  ...more,
  health: { ...untried, ...health },
});
const failing = { failingSince: ago(600), lastSuccessAt: ago(7200) };

describe('how an endpoint fares', () => {
  test.each([
    ['untried', false, 'Not called yet', called({})],
    ['untried', false, 'Not called yet · 1 waiting', called({ pending: 1 })],
    ['well', false, 'All well · last success 2 minutes ago', called({ lastSuccessAt: ago(120) })],
    [
      'failing',
      true,
      `Failing since ${momentText(ago(600), now)} · 1,312 waiting · next try in 4 minutes`,
      called({ ...failing, pending: 1_312, pausedUntil: ago(-240) }),
    ],
    ['failing', true, `Failing since ${momentText(ago(600), now)}`, called(failing)],
    [
      'lost',
      true,
      'Answering again · last success 2 minutes ago · 3 given up in the last day',
      called({ lastSuccessAt: ago(120), failedLastDay: 3 }),
    ],
    [
      'gone',
      true,
      'Disabled: the endpoint answered 410 Gone · 5 waiting',
      called({ ...failing, pending: 5 }, { disabledAt: ago(60), disabledReason: 'gone' }),
    ],
    [
      'disabled',
      false,
      'Disabled 3 minutes ago',
      called(failing, { disabledAt: ago(180), disabledReason: 'person' }),
    ],
  ] as const)('%s (in trouble: %s): %s', (health, trouble, text, endpoint) => {
    expect(healthOf(endpoint)).toBe(health);
    expect(inTrouble(endpoint)).toBe(trouble);
    expect(healthText(endpoint, now)).toBe(text);
  });

  test('names the day of what was not today', () => {
    expect(momentText(ago(3 * 86_400), now)).toContain('2026');
    expect(momentText(ago(60), now)).not.toContain('2026');
  });
});
