import type { ItemKindName } from '../../server/domain/words.ts';
import { audio } from './items/audio.tsx';
import { image } from './items/image.tsx';
import type { ItemKind, LargeProps, ThumbnailProps } from './items/item-kind.ts';
import { table } from './items/table.tsx';
import { text } from './items/text.tsx';
import { video } from './items/video.tsx';

/** How each kind of item is shown. */
export const itemKinds: Record<ItemKindName, ItemKind> = { image, text, table, audio, video };

/** An item to be judged; fills its nearest positioned ancestor. */
export const ItemLarge = ({ kind, ...props }: LargeProps & { kind: ItemKindName }) => {
  const { Large } = itemKinds[kind];
  return <Large {...props} />;
};

/** An item in a line of a list. */
export const ItemThumbnail = ({ kind, ...props }: ThumbnailProps & { kind: ItemKindName }) => {
  const { Thumbnail } = itemKinds[kind];
  return <Thumbnail {...props} />;
};
