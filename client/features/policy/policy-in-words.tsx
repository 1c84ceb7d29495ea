import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { List, Text, Title } from '@mantine/core';
import { consensusOf, inspectorsFor, type Policy } from '../../../server/domain/policy.ts';
import { degreeMeanings } from '../../ui/degrees.ts';
import { DegreeFacts } from '../../ui/dial.tsx';
import { NotUsed } from './not-used.tsx';
import {
  capital,
  consensusWords,
  dueWords,
  inspectorsWords,
  level,
  percent,
  ruleWords,
  stratumWords,
} from './policy-words.ts';
import classes from './policy.module.css';
import { useClassTitle } from './use-policy-draft.ts';

/** A policy for those who only read it. */
export const PolicyInWords = ({ policy }: { policy: Policy }) => {
  const title = useClassTitle();
  const { title: degree, short, uses } = degreeMeanings[policy.degree];
  const perClass = Object.entries(policy.classThresholds);
  return (
    <div>
      <section className={classes.section} aria-label={t`Degree of automation`}>
        <Title order={2} size="h3">
          {degree}
        </Title>
        <Text size="sm" c="dimmed">
          {short}
        </Text>
        <DegreeFacts degree={policy.degree} />
      </section>
      <section className={classes.section} aria-label={t`Thresholds and shares`}>
        <Title order={2} size="h3">
          <Trans>Thresholds and shares</Trans>
        </Title>
        <dl className={classes.facts}>
          <div>
            <dt>
              <Trans>Threshold</Trans>
            </dt>
            <dd>{level(policy.threshold)}</dd>
            {!uses.threshold && <NotUsed degree={policy.degree} />}
          </div>
          {perClass.map(([name, value]) => (
            <div key={name}>
              <dt>
                <Trans>Threshold for {title(name)}</Trans>
              </dt>
              <dd>{level(value)}</dd>
            </div>
          ))}
          <div>
            <dt>
              <Trans>Blind share</Trans>
            </dt>
            <dd>{percent(policy.blindShare)}</dd>
            {!uses.blindShare && <NotUsed degree={policy.degree} />}
          </div>
          <div>
            <dt>
              <Trans>Audit share</Trans>
            </dt>
            <dd>
              {policy.auditShare === 0 ? t`Off: no estimate and no certificate` : percent(policy.auditShare)}
            </dd>
            {!uses.auditShare && <NotUsed degree={policy.degree} />}
          </div>
          {dueWords(policy) !== null && (
            <div>
              <dt>
                <Trans>Reviews</Trans>
              </dt>
              <dd>{dueWords(policy)}</dd>
            </div>
          )}
          {policy.auditStrata.map((stratum) => (
            <div key={stratum.name}>
              <dt>
                <Trans>Audits of “{stratum.name}”</Trans>
              </dt>
              <dd>{stratumWords(stratum, title)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={classes.section} aria-label={t`Several inspectors`}>
        <Title order={2} size="h3" mb="xs">
          <Trans>Several inspectors</Trans>
        </Title>
        <Text size="sm">
          <Trans>
            {capital(inspectorsWords(inspectorsFor(policy, null)))} an item, unless a rule says otherwise.
            Answers of several are a consensus {consensusWords(consensusOf(policy))}.
          </Trans>
        </Text>
      </section>
      <section className={classes.section} aria-label={t`Rules`}>
        <Title order={2} size="h3" mb="xs">
          <Trans>Rules</Trans>
        </Title>
        {policy.rules.length === 0 ? (
          <Text size="sm" c="dimmed">
            <Trans>None. The degree and the thresholds decide everything.</Trans>
          </Text>
        ) : (
          <List type="ordered" size="sm" spacing="xs">
            {policy.rules.map((rule) => (
              <List.Item key={rule.name}>
                <strong>{rule.name}</strong>: {ruleWords(rule, title)}.
              </List.Item>
            ))}
          </List>
        )}
      </section>
    </div>
  );
};
