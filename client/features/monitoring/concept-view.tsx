import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Group, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconTrendingUp } from '@tabler/icons-react';
import { alarmAt } from '../../../server/domain/statistics/e-detector.ts';
import type { SignalStanding } from '../../../server/domain/drift/people.ts';
import type { ConceptReply, Drift } from '../../../server/features/drift/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { countText } from '../../ui/proportion.tsx';
import { lookWords, missingAuditsText, signalText, signalWords } from './concept-words.ts';
import classes from './monitoring.module.css';
import { decimalText } from '../../ui/decimal-text.ts';

const icons: Record<string, typeof IconTrendingUp> = { teal: IconCircleCheck, gray: IconCircleDashed };

const Signal = ({ name, standing, told }: { name: string; standing: SignalStanding; told: string }) => (
  <li>
    <span>{name}</span>
    <span>
      <Badge color={signalWords[standing].color}>{signalWords[standing].title}</Badge>
    </span>
    <Text span size="xs" c="dimmed" className="numbers">
      {told}
    </Text>
  </li>
);

const dataText = (states: Drift['states']): string => {
  const moved = states.filter(({ standing }) => standing === 'moved' || standing === 'drifting').length;
  const declared = states.some(({ subject }) => subject.startsWith('input:'));
  return t`${moved} of ${states.length} moved${declared ? '' : t`; no input is declared`}`;
};

const auditText = ({ missing, audits, level }: NonNullable<ConceptReply['audits']>): string =>
  t`level ${decimalText(level, 1)} of ${countText(alarmAt)} after ${countText(audits)} audits` +
  (missing > 0 ? `; ${missingAuditsText(missing)}` : '');

/** What data and people's answers together look like, in a sentence, with the signals behind it. */
export const ConceptView = ({
  concept: { people, data, audits, agreement, calibration },
  states,
  model,
}: {
  concept: ConceptReply;
  states: Drift['states'];
  model: string | null;
}) => {
  const { slug } = useProject();
  const { sentence, color } = lookWords[people][data];
  const Icon = icons[color] ?? IconTrendingUp;
  return (
    <>
      <Group gap="xs" wrap="nowrap" align="flex-start" mb={4}>
        <Icon size={20} aria-hidden color={`var(--mantine-color-${color}-6)`} className={classes.icon} />
        <Text fw={550}>{sentence}</Text>
      </Group>
      <ul className={classes.signals} aria-label={t`Signals of drift`}>
        <Signal name={t`Inputs, answers, confidence`} standing={data} told={dataText(states)} />
        <Signal
          name={t`Errors by people who judged blind`}
          standing={agreement.standing}
          told={signalText(agreement, 'share')}
        />
        {calibration && (
          <Signal
            name={t`Errors beyond what confidence says`}
            standing={calibration.standing}
            told={signalText(calibration, 'points')}
          />
        )}
        {audits && (
          <Signal name={t`Watch over the certificate`} standing={audits.standing} told={auditText(audits)} />
        )}
      </ul>
      <Text size="xs" c="dimmed" mb="sm">
        <Trans>
          Answers of people are weighed by how probably they were asked. Day by day, by confidence, and what
          is certified:{' '}
          <TextLink inherit underline="always" {...paths.evidence(slug, { model: model ?? undefined })}>
            Evidence
          </TextLink>
        </Trans>
      </Text>
    </>
  );
};
