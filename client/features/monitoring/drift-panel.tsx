import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Paper, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrendingUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { driftContract, type Drift, type SubjectState } from '../../../server/features/drift/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TextLink } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countText } from '../../ui/proportion.tsx';
import { Instant } from '../../ui/time.tsx';
import { ConceptView } from './concept-view.tsx';
import { DriftTable } from './drift-table.tsx';
import { driftSentence, kindOfDrift, windowText } from './drift-words.ts';
import { MovedItems } from './moved-items.tsx';
import { TakeReference } from './take-reference.tsx';
import classes from './monitoring.module.css';

/** Windows end with a minute. */
const lookEvery = 60_000;

const Reference = ({ drift: { reference, model, fewestCurrent } }: { drift: Drift }) =>
  reference === null ? (
    <Text size="sm">
      <Trans>
        No reference of {model} yet. One is taken by itself once a day of at least 1,000 items has come in.
      </Trans>
    </Text>
  ) : (
    <Text size="sm" c="dimmed">
      <Trans>
        {model} against “{reference.name}” (revision {reference.revision}): {countText(reference.items)} items
        from <Instant at={reference.from} /> to <Instant at={reference.to} />. Windows of at least{' '}
        {windowText(reference.windowMinutes)} and {fewestCurrent} items.
      </Trans>
    </Text>
  );

/** What moved, in sentences, the furthest first, each with the items that came in meanwhile. */
const Moved = ({ drift: { states, model } }: { drift: Drift }) => {
  const { slug, schema } = useProject();
  const psiOf = ({ latest }: SubjectState): number => latest?.result.psi ?? 0;
  const moved = states
    .filter(({ standing }) => standing === 'moved' || standing === 'drifting')
    .toSorted((a, b) => psiOf(b) - psiOf(a));
  if (moved.length === 0) return null;
  const kind = kindOfDrift(states);
  return (
    <Alert
      color={kind === null ? 'yellow' : 'red'}
      icon={<IconTrendingUp aria-hidden />}
      title={kind ?? t`Something moved; whether it stays so, the next window says.`}
      my="sm"
    >
      <ul className={classes.happenings}>
        {moved.map((state, i) => (
          <li key={state.subject}>
            {driftSentence(state, schema)}{' '}
            {state.latest && (
              <TextLink
                size="sm"
                underline="always"
                {...paths.items(slug, {
                  model: model ?? undefined,
                  from: state.since ?? state.latest.start,
                  to: state.latest.end,
                })}
              >
                <Trans>Items since then</Trans>
              </TextLink>
            )}{' '}
            <MovedItems state={state} model={model} isOpen={i === 0} />
          </li>
        ))}
      </ul>
    </Alert>
  );
};

/** How far what comes in, and what the model says of it, has moved from the reference. */
export const DriftPanel = ({ model }: { model: string | null }) => {
  const { slug } = useProject();
  const mayTake = useMay('project.manage');
  const [isTaking, { open, close }] = useDisclosure();
  const { data, error, refetch } = useQuery({
    queryKey: keys.drift(slug, model),
    queryFn: ({ signal }) =>
      call(driftContract.get, {
        params: { project: slug },
        query: model === null ? {} : { model },
        signal,
      }),
    refetchInterval: lookEvery,
  });
  return (
    <Paper component="section" p="md" aria-labelledby="drift">
      <Group justify="space-between" gap="xs" mb="xs">
        <Title order={2} size="h4" id="drift">
          <Trans>Drift</Trans>
        </Title>
        {mayTake && typeof data?.model === 'string' && (
          <Button variant="default" size="compact-sm" onClick={open}>
            <Trans>Take a reference</Trans>
          </Button>
        )}
      </Group>
      {data === undefined && error === null && <Loading label={t`Loading drift`} height={80} />}
      {data === undefined && error !== null && (
        <ErrorPanel error={error} title={t`Drift cannot be shown`} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <>
          {data.concept && <ConceptView concept={data.concept} states={data.states} model={data.model} />}
          <Reference drift={data} />
          <Moved drift={data} />
          {data.states.length > 0 && <DriftTable drift={data} />}
          {typeof data.model === 'string' && (
            <TakeReference model={data.model} opened={isTaking} onClose={close} />
          )}
        </>
      )}
    </Paper>
  );
};
