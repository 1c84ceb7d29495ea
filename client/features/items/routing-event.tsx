import { useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { armWords, reasonWords } from '../../ui/words.ts';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';
import { plainText } from '../../ui/decimal-text.ts';

const reasonsOf = ({ reasons, rule }: ItemDetail['routings'][number]): string =>
  reasons
    .map((reason) => (reason === 'rule' && rule !== null ? `the rule “${rule}”` : reasonWords[reason]))
    .join('; ');

/** Where a prediction was sent and why, with everything that makes the routing repeatable. */
export const RoutingEvent = ({ routing }: { routing: ItemDetail['routings'][number] }) => {
  const { slug } = useProject();
  const mayRead = useMay('policy.read');
  const { destination, reasons, rule, threshold, reviewProbability, stratum, arm, policyRevision } = routing;
  const revision = `revision ${policyRevision}`;
  return (
    <>
      <p className={classes.told}>
        <strong>{destination === 'auto' ? 'Accepted automatically' : 'Sent to a person'}</strong>:{' '}
        {reasonsOf(routing)}
      </p>
      <dl className={classes.small}>
        {threshold !== null && (
          <div>
            <dt>Threshold</dt>
            <dd>{plainText(threshold)}</dd>
          </div>
        )}
        <div>
          <dt title="The probability, known before any draw, that a person reviews this item">π</dt>
          <dd>{plainText(reviewProbability, 4)}</dd>
        </div>
        {stratum !== null && (
          <div>
            <dt>Audit stratum</dt>
            <dd>{stratum}</dd>
          </div>
        )}
        {arm !== null && (
          <div>
            <dt>Arm</dt>
            <dd>{armWords[arm]}</dd>
          </div>
        )}
        {rule !== null && !reasons.includes('rule') && (
          <div>
            <dt>Rule</dt>
            <dd>{rule}</dd>
          </div>
        )}
        <div>
          <dt>Policy</dt>
          <dd>{mayRead ? <TextLink {...paths.policy(slug)}>{revision}</TextLink> : revision}</dd>
        </div>
      </dl>
    </>
  );
};
