import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Container, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Personal } from '../../../server/features/personal/contract.ts';
import { personalQuery, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { countText, Proportion } from '../../ui/proportion.tsx';
import { useNow } from '../../ui/time.tsx';
import classes from './personal.module.css';

const hourMs = 3_600_000;
/** From how many answers on a pace says something. */
const enoughForPace = 10;

const startOfDay = (at: number): string => new Date(new Date(at).setHours(0, 0, 0, 0)).toISOString();

const Figure = ({ name, value, children }: { name: string; value: string; children: string }) => (
  <Paper p="lg">
    <dt className={classes.name}>{name}</dt>
    <dd className={classes.value}>{value}</dd>
    <dd className={classes.more}>{children}</dd>
  </Paper>
);

const paceText = (n: number, ms: number): string =>
  n < enoughForPace || ms <= 0 ? t`Not enough yet` : t`${countText(Math.round((n * hourMs) / ms))} an hour`;

const missing = (n: number, otherwise: string): string =>
  n < enoughForPace ? t`${countText(n)} of ${enoughForPace} answers` : otherwise;

const Today = ({ decided }: Pick<Personal, 'decided'>) => {
  const now = useNow();
  const { answers, skips, escalations, timed, spentMs, firstAt } = decided;
  const sinceFirst = firstAt === null ? 0 : now - Date.parse(firstAt);
  return (
    <SimpleGrid component="dl" cols={{ base: 1, sm: 3 }} m={0} spacing="md">
      <Figure name={t`Answers today`} value={countText(answers)}>
        {t`${countText(skips)} skipped · ${countText(escalations)} escalated`}
      </Figure>
      <Figure name={t`Pace while looking`} value={paceText(timed, spentMs)}>
        {missing(timed, t`by the time that items were in sight`)}
      </Figure>
      <Figure name={t`Pace by the clock`} value={paceText(answers, sinceFirst)}>
        {missing(answers, t`since your first decision today, with all pauses`)}
      </Figure>
    </SimpleGrid>
  );
};

/** How often one was right where the answer was known; which items those were is never told. */
const Gold = ({ gold }: Pick<Personal, 'gold'>) =>
  gold === null ? (
    <Text size="sm" c="dimmed" mt="md">
      <Trans>Agreement with known answers is told once there are ten of them, and a day later.</Trans>
    </Text>
  ) : (
    <Proportion
      label={t`Agreement with known answers`}
      hint={t`Your first answers, up to yesterday, to items whose answer was known`}
      least={10}
      {...gold}
    />
  );

/** Who answered how much today, by name; where the project tells it. */
const Team = ({ team }: { team: NonNullable<Personal['team']> }) => (
  <Paper component="section" p="lg" aria-labelledby="team">
    <Title order={2} size="h5" id="team" mb="xs">
      <Trans>Answers today, by name</Trans>
    </Title>
    {team.length === 0 ? (
      <Text size="sm" c="dimmed">
        <Trans>Nobody has answered yet.</Trans>
      </Text>
    ) : (
      <ol className={classes.team}>
        {team.map(({ name, answers, isOneself }, i) => (
          // Two may have one name.
          <li key={i} data-oneself={isOneself || undefined}>
            <span>{isOneself ? t`${name} (you)` : name}</span>
            <span className="numbers">{countText(answers)}</span>
          </li>
        ))}
      </ol>
    )}
  </Paper>
);

/** One's own work: how much, how fast, and how often others say the same; and what colleagues did, where a lead lets it be told. */
export const PersonalPage = () => {
  const { slug } = useProject();
  const now = useNow();
  const mine = useQuery(personalQuery(slug, startOfDay(now)));
  return (
    <Container size="md">
      <PageHeader
        title={t`My work`}
        description={t`Your own figures in this project.`}
        actions={
          <LinkButton variant="default" {...paths.review(slug)}>
            <Trans>To review</Trans>
          </LinkButton>
        }
      />
      {mine.data === undefined ? (
        mine.isPending ? (
          <Loading />
        ) : (
          <ErrorPanel error={mine.error} onRetry={() => void mine.refetch()} />
        )
      ) : (
        <Stack>
          <Today decided={mine.data.decided} />
          <Paper component="section" p="lg" aria-label={t`Agreement`}>
            <Proportion
              label={t`Agreement with consensus`}
              hint={t`Your latest answers to items that several people settled, you among them`}
              {...mine.data.consensus}
            />
            <Gold gold={mine.data.gold} />
            <Text size="xs" c="dimmed" mt="sm">
              <Trans>Counted are answers that you gave before you could know of anybody else’s.</Trans>
            </Text>
          </Paper>
          {mine.data.team !== null && <Team team={mine.data.team} />}
        </Stack>
      )}
    </Container>
  );
};
