import { t } from '@lingui/core/macro';
import { IconPhoto, IconTable, IconTextSize, IconVideo, IconVolume } from '@tabler/icons-react';
import type { ItemKindName } from '../../../server/domain/words.ts';

/** How each kind of item is offered to whoever makes a project. */
export const kindChoices: Record<
  ItemKindName,
  { title: string; description: string; Icon: typeof IconPhoto }
> = {
  image: { title: t`Images`, description: t`A photograph, a scan, a frame of a video`, Icon: IconPhoto },
  text: { title: t`Texts`, description: t`A message, a review, a paragraph`, Icon: IconTextSize },
  table: { title: t`Table rows`, description: t`Named values, sent as a JSON object`, Icon: IconTable },
  audio: {
    title: t`Audio`,
    description: t`A call, a voice message, the sound of a machine`,
    Icon: IconVolume,
  },
  video: { title: t`Videos`, description: t`A scene from a camera, judged frame by frame`, Icon: IconVideo },
};
