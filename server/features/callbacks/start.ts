import type { Logger } from 'pino';
import type { Database } from '../../../db/database.ts';
import type { Config } from '../../config.ts';
import type { Outbox } from '../../http/handler.ts';
import { addressRules } from '../../outgoing/address-rules.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import { createOutbox } from './outbox.ts';
import { createSender } from '../../outgoing/send.ts';

/** Makes what keeps events and what sends them; nothing is sent before `dispatcher.start`. */
export const createCallbacks = ({
  config,
  db,
  log,
  now,
}: {
  config: Config;
  db: Database;
  log: Logger;
  now: () => number;
}): { outbox: Outbox; dispatcher: Dispatcher } => {
  const timeoutMs = config.callbackTimeoutSeconds * 1000;
  const sender = createSender({ rules: addressRules(config.callbackAllow), timeoutMs });
  const dispatcher = createDispatcher({ db, log, now, sender, timeoutMs });
  return { outbox: createOutbox(() => dispatcher.wake()), dispatcher };
};
