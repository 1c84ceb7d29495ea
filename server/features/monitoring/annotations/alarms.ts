import { alarmTransitions } from '../../../../db/queries/alarm-transitions.ts';
import type { AnnotationSource } from './annotation.ts';

/** Alarms that began to fire. */
export const alarms: AnnotationSource = async (q, projectId, from, to) =>
  (await alarmTransitions(q, projectId, from, to))
    .filter(({ from: before, to: after }) => after === 'firing' && before !== 'keeping')
    .map(({ at, name }) => ({ at: new Date(at).toISOString(), title: name, note: '' }));
