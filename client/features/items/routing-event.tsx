import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { armWords, reasonWords } from '../../ui/words.ts';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';
import { plainText } from '../../ui/decimal-text.ts';

const reasonsOf = ({ reasons, rule }: ItemDetail['routings'][number]): string =>
  reasons
    .map((reason) => (reason === 'rule' && rule !== null ? t`the rule “${rule}”` : reasonWords[reason]))
    .join('; ');

/** Where a prediction was sent and why, with everything that makes the routing repeatable. */
export const RoutingEvent = ({ routing }: { routing: ItemDetail['routings'][number] }) => {
  const { slug } = useProject();
  const mayRead = useMay('policy.read');
  const { destination, reasons, rule, threshold, reviewProbability, stratum, arm, policyRevision } = routing;
  const revision = t`revision ${policyRevision}`;
  return (
    <>
      <p className={classes.told}>
        <strong>{destination === 'auto' ? t`Accepted automatically` : t`Sent to a person`}</strong>:{' '}
        {reasonsOf(routing)}
      </p>
      <dl className={classes.small}>
        {threshold !== null && (
          <div>
            <dt>
              <Trans>Threshold</Trans>
            </dt>
            <dd>{plainText(threshold)}</dd>
          </div>
        )}
        <div>
          <dt title={t`The probability, known before any draw, that a person reviews this item`}>π</dt>
          <dd>{plainText(reviewProbability, 4)}</dd>
        </div>
        {stratum !== null && (
          <div>
            <dt>
              <Trans>Audit stratum</Trans>
            </dt>
            <dd>{stratum}</dd>
          </div>
        )}
        {arm !== null && (
          <div>
            <dt>
              <Trans>Arm</Trans>
            </dt>
            <dd>{armWords[arm]}</dd>
          </div>
        )}
        {rule !== null && !reasons.includes('rule') && (
          <div>
            <dt>
              <Trans>Rule</Trans>
            </dt>
            <dd>{rule}</dd>
          </div>
        )}
        <div>
          <dt>
            <Trans>Policy</Trans>
          </dt>
          <dd>{mayRead ? <TextLink {...paths.policy(slug)}>{revision}</TextLink> : revision}</dd>
        </div>
      </dl>
    </>
  );
};
