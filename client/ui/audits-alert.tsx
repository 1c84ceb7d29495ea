import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { AuditCoverage, Audits } from '../../server/features/audits/contract.ts';
import { answeredShare } from '../../server/domain/audit-coverage.ts';
import { auditsQuery, useMay } from '../api/queries.ts';
import { countText, intervalText, percentText } from './proportion.tsx';

/** What a row of the coverage is about: all, a stratum, or what is of none. */
export const stratumTitle = (stratum: string | null): string =>
  stratum === null ? t`Everything else` : stratum;

const alarmWords: Record<AuditCoverage['alarms'][number], (of: AuditCoverage) => string> = {
  behind: ({ overdue }) =>
    t`${countText(overdue)} overdue: fewer than ${percentText(answeredShare, 0)} of the audits that fell due in the last 30 days are answered`,
  off_plan: ({ drawn, planned, accepted }) =>
    t`${percentText(drawn.k / drawn.n, 2)} were drawn (${intervalText(drawn) ?? ''}) where ${percentText(planned / accepted, 2)} were planned, which cannot be chance`,
};

const AuditsAlert = ({ audits: { all, strata } }: { audits: Audits }) => {
  const rows = [
    { title: t`All audits`, coverage: all },
    ...strata.map((coverage) => ({ title: stratumTitle(coverage.stratum), coverage })),
  ];
  const told = rows.flatMap(({ title, coverage }) =>
    coverage.alarms.map((alarm) => `${title}: ${alarmWords[alarm](coverage)}.`),
  );
  if (told.length === 0) return null;
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={t`Audits fall behind what was planned`}
    >
      <Trans>
        <List size="sm" spacing={2}>
          {told.map((text) => (
            <List.Item key={text}>{text}</List.Item>
          ))}
        </List>
        What is accepted automatically is judged by its audits alone: while they are missing, so is the
        evidence.
      </Trans>
    </Alert>
  );
};

/** Says where audits fall behind what was planned, to those who read the evidence; nothing while they do not. */
export const AuditsWatch = ({ project }: { project: string }) => {
  const audits = useQuery({ ...auditsQuery(project), enabled: useMay('evidence.read') });
  return audits.data === undefined ? null : <AuditsAlert audits={audits.data} />;
};
