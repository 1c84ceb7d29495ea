import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Title } from '@mantine/core';
import { Instant } from '../../ui/time.tsx';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';
import { plainText } from '../../ui/decimal-text.ts';

/** A measured value as people read it. */
export const inputText = (value: ItemDetail['inputs'][string]): string => {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? t`yes` : t`no`;
  return typeof value === 'number' ? plainText(Number(value.toPrecision(8))) : value;
};

/** What was measured about the item, and when it happened. */
export const ItemInputs = ({ item }: { item: ItemDetail }) => {
  const inputs = Object.entries(item.inputs);
  return (
    <section aria-labelledby="inputs" className={classes.inputs}>
      <Title order={2} size="h4" id="inputs" mb="xs">
        <Trans>Inputs</Trans>
      </Title>
      <dl className={classes.pairs}>
        {inputs.map(([name, value]) => (
          <div key={name}>
            <dt title={name}>{name}</dt>
            <dd>{inputText(value)}</dd>
          </div>
        ))}
        {item.occurredAt !== null && (
          <div>
            <dt>
              <Trans>Happened</Trans>
            </dt>
            <dd>
              <Instant at={item.occurredAt} />
            </dd>
          </div>
        )}
        <div>
          <dt>
            <Trans>Received</Trans>
          </dt>
          <dd>
            <Instant at={item.receivedAt} />
          </dd>
        </div>
        {item.priority > 0 && (
          <div>
            <dt>
              <Trans>Priority</Trans>
            </dt>
            <dd>{item.priority}</dd>
          </div>
        )}
      </dl>
    </section>
  );
};
