import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Switch, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import type { ItemKindName } from '../../../server/domain/words.ts';
import type { HeldReview } from '../../../server/features/reviews/contract.ts';
import { labelKindOf } from '../../kinds/label-kinds.tsx';
import type { NamedAnswer } from '../../kinds/labels/label-kind.ts';
import { modelsAnswer } from '../../kinds/opinions/named-answers.ts';
import { Opinions, type Taking } from '../../kinds/opinions/opinions.tsx';
import { suggestionOf } from './desk/draft.ts';
import classes from './opinions-panel.module.css';

type Props = {
  review: HeldReview;
  answers: readonly NamedAnswer[];
  kind: ItemKindName;
  taking: Taking;
  /** Whether they are drawn on the item, and what turns that on and off. */
  drawn: boolean;
  onDrawn: (drawn: boolean) => void;
};

/** What differs and is to be settled, below the item. */
export const OpinionsPanel = ({ review, answers, kind, taking, drawn, onDrawn }: Props) => {
  const { schema } = review;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <section className={classes.panel} aria-label={t`Opinions`} tabIndex={0}>
      <div className={classes.head}>
        <Text fw={600} size="sm" className={classes.title}>
          <Trans>
            <IconScale size={16} aria-hidden /> {answers.length} opinions differ. You settle it.
          </Trans>
        </Text>
        {labelKindOf(schema).Overlay?.[kind] && (
          <Switch
            size="xs"
            label={t`Drawn on the item`}
            checked={drawn}
            onChange={({ currentTarget: { checked } }) => onDrawn(checked)}
          />
        )}
      </div>
      <Opinions
        key={review.id}
        schema={schema}
        answers={answers}
        model={modelsAnswer(suggestionOf(review))}
        taking={taking}
      />
    </section>
  );
};
