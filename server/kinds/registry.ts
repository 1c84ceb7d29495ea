import type { ItemKindName, LabelKindName } from '../domain/words.ts';
import type { ItemKind } from './item-kind.ts';
import { audio } from './item-kinds/audio.ts';
import { image } from './item-kinds/image.ts';
import { table } from './item-kinds/table.ts';
import { text } from './item-kinds/text.ts';
import { video } from './item-kinds/video.ts';
import type { LabelKind } from './label-kind.ts';
import { choice } from './label-kinds/choice.ts';

/** What can be judged. */
export const itemKinds: Record<ItemKindName, ItemKind> = { image, text, table, audio, video };

/** What can be answered. */
export const labelKinds: Record<LabelKindName, LabelKind> = { choice };
