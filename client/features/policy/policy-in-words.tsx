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
      <section className={classes.section} aria-label="Degree of automation">
        <Title order={2} size="h3">
          {degree}
        </Title>
        <Text size="sm" c="dimmed">
          {short}
        </Text>
        <DegreeFacts degree={policy.degree} />
      </section>
      <section className={classes.section} aria-label="Thresholds and shares">
        <Title order={2} size="h3">
          Thresholds and shares
        </Title>
        <dl className={classes.facts}>
          <div>
            <dt>Threshold</dt>
            <dd>{level(policy.threshold)}</dd>
            {!uses.threshold && <NotUsed degree={policy.degree} />}
          </div>
          {perClass.map(([name, value]) => (
            <div key={name}>
              <dt>Threshold for {title(name)}</dt>
              <dd>{level(value)}</dd>
            </div>
          ))}
          <div>
            <dt>Blind share</dt>
            <dd>{percent(policy.blindShare)}</dd>
            {!uses.blindShare && <NotUsed degree={policy.degree} />}
          </div>
          <div>
            <dt>Audit share</dt>
            <dd>
              {policy.auditShare === 0 ? 'Off: no estimate and no certificate' : percent(policy.auditShare)}
            </dd>
            {!uses.auditShare && <NotUsed degree={policy.degree} />}
          </div>
          {dueWords(policy) !== null && (
            <div>
              <dt>Reviews</dt>
              <dd>{dueWords(policy)}</dd>
            </div>
          )}
          {policy.auditStrata.map((stratum) => (
            <div key={stratum.name}>
              <dt>Audits of “{stratum.name}”</dt>
              <dd>{stratumWords(stratum, title)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={classes.section} aria-label="Several inspectors">
        <Title order={2} size="h3" mb="xs">
          Several inspectors
        </Title>
        <Text size="sm">
          {capital(inspectorsWords(inspectorsFor(policy, null)))} an item, unless a rule says otherwise.
          Answers of several are a consensus {consensusWords(consensusOf(policy))}.
        </Text>
      </section>
      <section className={classes.section} aria-label="Rules">
        <Title order={2} size="h3" mb="xs">
          Rules
        </Title>
        {policy.rules.length === 0 ? (
          <Text size="sm" c="dimmed">
            None. The degree and the thresholds decide everything.
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
