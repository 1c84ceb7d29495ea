import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { CodeBlock } from '../../ui/code-block.tsx';
import { inputText } from './item-inputs.tsx';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';
import { plainText } from '../../ui/decimal-text.ts';

type Report = ItemDetail['steps'][string];

const latencyText = (ms: number): string => t`${plainText(Number(ms.toPrecision(3)))} ms`;

const Step = ({ name, report: { output, metrics, latencyMs, error } }: { name: string; report: Report }) => {
  const pairs = Object.entries(metrics).map(([metric, value]) => [metric, inputText(value)] as const);
  const all = latencyMs === null ? pairs : [...pairs, [t`Latency`, latencyText(latencyMs)] as const];
  const Icon = error === null ? IconCircleCheck : IconAlertTriangle;
  return (
    <Paper p="sm" withBorder component="article" aria-label={name}>
      <Title order={3} size="h6" className={classes.step}>
        <Icon size={15} aria-hidden /> {name}
        {error !== null && t` failed`}
      </Title>
      {error !== null && (
        <Text size="sm" c="red" className={classes.told}>
          {error}
        </Text>
      )}
      {all.length > 0 && (
        <dl className={classes.pairs}>
          {all.map(([title, value]) => (
            <div key={title}>
              <dt title={title}>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {output !== null && <CodeBlock name={t`Output of ${name}`} text={JSON.stringify(output, null, 2)} />}
    </Paper>
  );
};

/** What the steps of the pipeline made of the item before the model answered; nothing where nothing was said of any. */
export const ItemSteps = ({ steps }: Pick<ItemDetail, 'steps'>) => {
  const all = Object.entries(steps);
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="steps" className={classes.inputs}>
      <Title order={2} size="h4" id="steps" mb="xs">
        <Trans>Steps</Trans>
      </Title>
      <Stack gap="sm">
        {all.map(([name, report]) => (
          <Step key={name} name={name} report={report} />
        ))}
      </Stack>
    </section>
  );
};
