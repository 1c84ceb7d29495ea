import { t } from '@lingui/core/macro';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { memo, useCallback, useImperativeHandle, useRef, type RefObject } from 'react';
import { itemKinds } from '../../kinds/item-kinds.tsx';
import type { Showing, Viewer } from '../../kinds/items/item-kind.ts';
import { labelKindOf } from '../../kinds/label-kinds.tsx';
import { freshPen, type NamedAnswer, type Pen } from '../../kinds/labels/label-kind.ts';
import type { ItemKindName, Json } from '../../../server/domain/words.ts';
import type { JudgedReview } from './desk/desk.ts';
import { suggestionOf } from './desk/draft.ts';
import classes from './stage.module.css';

/** The viewer of the item on show: each keeps its own, so that one that comes forward is not drawn anew for it. */
export type ViewerOnShow = RefObject<RefObject<Viewer | null> | null>;

type LayerProps = {
  kind: ItemKindName;
  project: string;
  review: Pick<JudgedReview, 'id' | 'key' | 'payload' | 'schema' | 'arm' | 'suggestion'>;
  /** What is made of the answer so far, where the item is on show; undefined: nothing. */
  draft: Json | undefined;
  onDraft: (draft: Json | undefined) => void;
  pen: Pen;
  onPen: (change: Partial<Pen>) => void;
  current: boolean;
  /** Opinions that are drawn on the item, where its kind can; undefined: none. */
  answers: NamedAnswer[] | undefined;
  onShowing: (reviewId: string, showing: Showing) => void;
  viewer: ViewerOnShow;
};

const Layer = memo(
  ({ kind, review, current, onShowing, draft, onDraft, pen, onPen, answers, ...rest }: LayerProps) => {
    const { id, key, payload, schema } = review;
    const { Large } = itemKinds[kind];
    const { Canvas, Overlay } = labelKindOf(schema);
    const Laid = answers && Overlay?.[kind];
    const Drawn = Canvas?.[kind];
    const tell = useCallback((showing: Showing) => onShowing(id, showing), [id, onShowing]);
    const { project, viewer } = rest;
    const own = useRef<Viewer>(null);
    useImperativeHandle(current ? viewer : null, () => own);
    const shown = {
      project,
      payload,
      itemKey: key,
      onShowing: tell,
      viewer: own,
      behind: !current,
    };
    return (
      <div className={classes.layer} data-current={current || undefined} inert={!current}>
        {Laid ? (
          <Laid {...shown} Large={Large} schema={schema} answers={answers} />
        ) : Drawn ? (
          <Drawn
            {...shown}
            Large={Large}
            schema={schema}
            suggestion={suggestionOf(review)}
            draft={draft}
            disabled={!current}
            pen={pen}
            onPen={onPen}
            onDraft={onDraft}
          />
        ) : (
          <Large {...shown} />
        )}
      </div>
    );
  },
);

type StageProps = Omit<LayerProps, 'review' | 'current'> & {
  /** The item on show, then those that are made ready behind it. */
  reviews: LayerProps['review'][];
};

/** Where the item is shown; the next ones lie behind it, loaded and laid out, so that showing one takes one frame. */
export const Stage = ({ reviews, viewer, draft, answers, pen, ...rest }: StageProps) => {
  const zooms = itemKinds[rest.kind].zooms && reviews.length > 0;
  return (
    <>
      {reviews.map((review, i) => (
        <Layer
          key={review.id}
          review={review}
          current={i === 0}
          viewer={viewer}
          draft={i === 0 ? draft : undefined}
          pen={i === 0 ? pen : freshPen}
          answers={i === 0 ? answers : undefined}
          {...rest}
        />
      ))}
      {zooms && (
        <div className={classes.zoom} role="group" aria-label={t`Zoom`}>
          <Tooltip label={t`Smaller (−)`}>
            <ActionIcon
              variant="default"
              aria-label={t`Zoom out`}
              onClick={() => viewer.current?.current?.zoomOut()}
            >
              <IconMinus size={18} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t`Whole image`}>
            <ActionIcon
              variant="default"
              aria-label={t`Show the whole image`}
              onClick={() => viewer.current?.current?.zoomReset()}
            >
              <IconMaximize size={18} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t`Larger (+)`}>
            <ActionIcon
              variant="default"
              aria-label={t`Zoom in`}
              onClick={() => viewer.current?.current?.zoomIn()}
            >
              <IconPlus size={18} />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
    </>
  );
};
