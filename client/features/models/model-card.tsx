import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Badge, Group, Paper, Text, Title, Tooltip } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconPencil,
  IconPlug,
  IconRocket,
  IconScale,
} from '@tabler/icons-react';
import type { ModelState } from '../../../server/domain/model-state.ts';
import type { Agreement, ModelVersionReply } from '../../../server/features/models/contract.ts';
import { useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { LinkButton } from '../../ui/links.tsx';
import { Proportion } from '../../ui/proportion.tsx';
import { ModelFacts } from './model-facts.tsx';
import classes from './models.module.css';

/** How people came to agree or disagree; each says something else, so they are never added up. */
const arms = [
  ['audit', t`Audits`, t`Decided alone`],
  ['blind', t`Blind reviews`, t`Suggestion withheld`],
  ['assisted', t`Assisted reviews`, t`Suggestion in sight`],
] as const;

const valueOf = ({ agreed, n, low, high }: Agreement) => ({ k: agreed, n, low, high });

const stateNames: Record<ModelState, string> = {
  registered: t`Registered`,
  shadow: t`Shadow`,
  canary: t`Canary`,
  live: t`Live`,
  previous: t`Previous`,
  retired: t`Retired`,
};

const stateColors: Record<ModelState, string> = {
  registered: 'gray',
  shadow: 'indigo',
  canary: 'blue',
  live: 'teal',
  previous: 'gray',
  retired: 'gray',
};

type Props = {
  model: ModelVersionReply;
  /** Null: the reader may not. */
  onDescribe: (() => void) | null;
  onRetire: (() => void) | null;
  onEndpoint: (() => void) | null;
};

/** One model version: what it is, how much it did, and how often people agreed with it. */
export const ModelCard = ({ model, onDescribe, onRetire, onEndpoint }: Props) => {
  const { slug } = useProject();
  const { predictions } = model;
  const mayReadEvidence = useMay('evidence.read');
  return (
    <Paper p="md" component="article" aria-label={model.model}>
      <div className={classes.head}>
        <div className={classes.words}>
          <Title order={2} size="h4" className={classes.name}>
            {model.name}
            <span className={classes.version}>@{model.version}</span>{' '}
            {model.state !== 'registered' && (
              <Badge color={stateColors[model.state]} className={classes.state}>
                {stateNames[model.state]}
              </Badge>
            )}
          </Title>
          {model.description !== '' && (
            <Text size="sm" mt={4} className={classes.description}>
              {model.description}
            </Text>
          )}
        </div>
        <Group gap={4} wrap="nowrap">
          {mayReadEvidence && predictions > 0 && (
            <LinkButton
              {...paths.evidence(slug, { model: model.model })}
              variant="default"
              size="xs"
              leftSection={<IconScale size={15} aria-hidden />}
              aria-label={t`Evidence on ${model.model}`}
            >
              <Trans>Evidence</Trans>
            </LinkButton>
          )}
          {model.rolloutId !== null && (
            <LinkButton
              {...paths.rollout(slug, model.rolloutId)}
              variant="default"
              size="xs"
              leftSection={<IconRocket size={15} aria-hidden />}
              aria-label={t`Rollout of ${model.model}`}
            >
              <Trans>Rollout</Trans>
            </LinkButton>
          )}
          {onEndpoint !== null && (
            <Tooltip label={t`Endpoint`}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t`Endpoint of ${model.model}`}
                onClick={onEndpoint}
              >
                <IconPlug size={17} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
          {onRetire !== null && model.state !== 'live' && model.rolloutId === null && (
            <Tooltip label={model.state === 'retired' ? t`Let it decide again` : t`Retire`}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={`${model.state === 'retired' ? t`Bring back` : t`Retire`} ${model.model}`}
                onClick={onRetire}
              >
                {model.state === 'retired' ? (
                  <IconArchiveOff size={17} aria-hidden />
                ) : (
                  <IconArchive size={17} aria-hidden />
                )}
              </ActionIcon>
            </Tooltip>
          )}
          {onDescribe !== null && (
            <Tooltip label={t`Describe`}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t`Describe ${model.model}`}
                onClick={onDescribe}
              >
                <IconPencil size={17} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      </div>
      <ModelFacts model={model} />
      {predictions > 0 && (
        <section aria-label={t`Agreement of people with ${model.model}`}>
          <Text size="xs" c="dimmed" mb={10}>
            <Trans>
              Agreement of people with its answer. Audits and blind reviews are independent judgements;
              assisted ones are partly an echo of the suggestion.
            </Trans>
          </Text>
          <div className={classes.arms}>
            {arms.map(([arm, label, hint]) => (
              <Proportion key={arm} label={label} hint={hint} {...valueOf(model.agreement[arm])} />
            ))}
          </div>
        </section>
      )}
    </Paper>
  );
};
