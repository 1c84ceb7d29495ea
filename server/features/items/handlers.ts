import type { Handlers, Services } from '../../http/handler.ts';
import type { itemsContract } from './contract.ts';
import { erase } from './erase.ts';
import { get } from './detail.ts';
import { label } from './label.ts';
import { list } from './list.ts';
import { reveal } from './reveal.ts';

export const itemsHandlers = (s: Services): Handlers<typeof itemsContract> => ({
  list: list(s),
  get: get(s),
  label: label(s),
  reveal: reveal(s),
  erase: erase(s),
});
