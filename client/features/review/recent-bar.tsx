import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { IconArrowUpRight, IconClock, IconPlayerSkipForward } from '@tabler/icons-react';
import { memo } from 'react';
import { ItemThumbnail } from '../../kinds/item-kinds.tsx';
import { labelKindOf, LabelValue } from '../../kinds/label-kinds.tsx';
import type { ItemKindName } from '../../../server/domain/words.ts';
import type { Past } from './desk/desk.ts';
import classes from './recent-bar.module.css';

const shown = 20;

/** What a past decision said, in words. */
export const pastWords = ({ kind, value, review }: Past): string => {
  if (kind === 'skip') return t`skipped`;
  if (kind === 'escalation') return t`escalated`;
  return labelKindOf(review.schema).titleOf(review.schema, value);
};

/** What a past decision said, as a chip. */
export const PastValue = ({ past }: { past: Past }) => {
  if (past.kind === 'answer') return <LabelValue schema={past.review.schema} value={past.value} size="sm" />;
  return (
    <span className={classes.passed}>
      {past.kind === 'skip' ? (
        <IconPlayerSkipForward size={14} aria-hidden />
      ) : (
        <IconArrowUpRight size={14} aria-hidden />
      )}
      {past.kind === 'skip' ? t`Skipped` : t`Escalated`}
    </span>
  );
};

type Props = {
  kind: ItemKindName;
  project: string;
  past: Past[];
  looking: string | null;
  onLook: (decisionId: string) => void;
};

const Decision = memo(
  ({
    kind,
    project,
    past,
    looking,
    onLook,
  }: Omit<Props, 'past' | 'looking'> & { past: Past; looking: boolean }) => {
    const { review, standing, decisionId } = past;
    return (
      <button
        type="button"
        className={classes.decision}
        aria-current={looking || undefined}
        aria-label={
          standing === null
            ? t`${review.key}: ${pastWords(past)}, waiting to be sent`
            : `${review.key}: ${pastWords(past)}`
        }
        title={review.key}
        onClick={() => onLook(decisionId)}
      >
        {kind === 'image' && (
          <span className={classes.thumbnail} aria-hidden>
            <ItemThumbnail kind={kind} project={project} payload={review.payload} itemKey={review.key} />
          </span>
        )}
        <PastValue past={past} />
        {standing === null && <IconClock size={14} className={classes.waiting} aria-hidden />}
      </button>
    );
  },
);

/** My latest decisions, newest first; each can be looked at again. */
export const RecentBar = ({ past, looking, ...rest }: Props) => (
  <nav className={classes.bar} aria-label={t`My latest decisions`}>
    {past.length === 0 && (
      <span className={classes.none}>
        <Trans>Your latest decisions will stand here.</Trans>
      </span>
    )}
    <ol className={classes.list}>
      {past.slice(0, shown).map((p) => (
        <li key={p.review.id}>
          <Decision past={p} looking={p.decisionId === looking} {...rest} />
        </li>
      ))}
    </ol>
  </nav>
);
