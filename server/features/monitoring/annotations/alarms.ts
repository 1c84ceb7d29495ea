import { alarmTransitions } from '../../../../db/queries/alarm-transitions.ts';
import type { AnnotationSource } from './annotation.ts';

/** Alarms that fired. */
export const alarms: AnnotationSource = async (q, projectId, from, to) =>
  (await alarmTransitions(q, projectId, from, to))
    .filter((transition) => transition.to === 'firing' && transition.from !== 'keeping')
    .map(({ name, at }) => ({ at: new Date(at).toISOString(), title: name, note: 'The alarm fired' }));
