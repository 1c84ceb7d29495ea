import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Table, Text } from '@mantine/core';
import { IconRobot, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { countText } from '../../ui/proportion.tsx';
import { Instant } from '../../ui/time.tsx';
import classes from './changes.module.css';
import { percent } from './policy-words.ts';
import type { PolicyPreview } from './preview.tsx';
import { useClassTitle } from './use-policy-draft.ts';

/** A share of a count for people: whole percents, but never 0 % for some or 100 % for not all. */
const shareOf = (k: number, n: number): string => {
  if (n === 0) return '–';
  const share = k / n;
  if (k > 0 && share < 0.01) return '< 1 %';
  if (k < n && share > 0.99) return '> 99 %';
  return percent(Math.round(share * 100) / 100);
};

type Sides = PolicyPreview['before'];

const Bar = ({ name, sides, items }: { name: string; sides: Sides; items: number }) => {
  const parts = [
    ['auto', sides.auto - sides.audited],
    ['audited', sides.audited],
    ['review', sides.review],
  ] as const;
  return (
    <div className={classes.barRow}>
      <span className={classes.barName}>{name}</span>
      <div className={classes.bar} aria-hidden>
        {parts.map(
          ([kind, count]) =>
            count > 0 && (
              <span key={kind} className={classes[kind]} style={{ width: `${(count / items) * 100}%` }} />
            ),
        )}
      </div>
    </div>
  );
};

const change = (before: number, after: number): string => {
  if (before === after) return '±0';
  return after > before ? `+${countText(after - before)}` : `−${countText(before - after)}`;
};

const lines = [
  [t`Model decides`, (s: Sides) => s.auto, 'auto'],
  [t`of which audited`, (s: Sides) => s.audited, 'audited'],
  [t`A person decides`, (s: Sides) => s.review, 'review'],
  [t`Work for people`, (s: Sides) => s.review + s.audited, null],
] as const;

/** Counts before and after, who changes sides, which rules were applied, and each class. */
export const PreviewResult = ({ preview }: { preview: PolicyPreview }) => {
  const { items, before, after, autoToReview, reviewToAuto, rules, classes: perClass, from, to } = preview;
  return (
    <>
      <Bar name={t`As it was`} sides={before} items={items} />
      <Bar name={t`With this`} sides={after} items={items} />
      <Table className={classes.counts} verticalSpacing={4} horizontalSpacing={4}>
        <caption className="visually-hidden">
          <Trans>Items before and after, of {countText(items)}</Trans>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <span className="visually-hidden">
                <Trans>What becomes of an item</Trans>
              </span>
            </Table.Th>
            <Table.Th>
              <Trans>As it was</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>With this</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Change</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(([name, of, kind]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">
                {kind !== null && <span className={classes.swatch} data-kind={kind} aria-hidden />}
                {name}
              </Table.Th>
              <Table.Td>
                {countText(of(before))} <small>{shareOf(of(before), items)}</small>
              </Table.Td>
              <Table.Td>
                {countText(of(after))} <small>{shareOf(of(after), items)}</small>
              </Table.Td>
              <Table.Td>{change(of(before), of(after))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {(autoToReview > 0 || reviewToAuto > 0) && (
        <ul className={classes.sides}>
          <li>
            <Trans>
              <IconUser size={15} aria-hidden /> {countText(autoToReview)} would go from the model to a person
            </Trans>
          </li>
          <li>
            <Trans>
              <IconRobot size={15} aria-hidden /> {countText(reviewToAuto)} would go from a person to the
              model
            </Trans>
          </li>
        </ul>
      )}
      {rules.length > 0 && <Rules rules={rules} />}
      {perClass.length > 0 && <Classes perClass={perClass} />}
      {from !== null && to !== null && (
        <Text size="xs" c="dimmed" mt="sm">
          <Trans>
            The {countText(items)} latest items, <Instant at={from} /> to <Instant at={to} />.
          </Trans>
        </Text>
      )}
    </>
  );
};

const Rules = ({ rules }: { rules: PolicyPreview['rules'] }) => (
  <div className={classes.part}>
    <Text size="xs" c="dimmed" fw={500}>
      <Trans>Rules applied</Trans>
    </Text>
    <ul className={classes.hits}>
      {rules.map(({ name, items }) => (
        <li key={name}>
          <span title={name}>{name}</span>
          <span>{items === 0 ? t`never` : `${countText(items)} ×`}</span>
        </li>
      ))}
    </ul>
  </div>
);

/** How many classes are shown before the rest is asked for. */
const fewClasses = 10;

const Classes = ({ perClass }: { perClass: PolicyPreview['classes'] }) => {
  const title = useClassTitle();
  const [all, setAll] = useState(false);
  return (
    <div className={classes.part}>
      <Text size="xs" c="dimmed" fw={500}>
        <Trans>Model’s answers: decided alone, of all</Trans>
      </Text>
      <ul className={classes.hits}>
        {(all ? perClass : perClass.slice(0, fewClasses)).map(({ name, auto, review }) => (
          <li key={name}>
            <span title={title(name)}>{title(name)}</span>
            <span className={classes.mini} aria-hidden>
              <span style={{ width: `${(auto / Math.max(1, auto + review)) * 100}%` }} />
            </span>
            <span>
              <Trans>
                {countText(auto)} of {countText(auto + review)}
              </Trans>
            </span>
          </li>
        ))}
      </ul>
      {perClass.length > fewClasses && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
          {all ? t`Show fewer` : t`Show all ${perClass.length} classes`}
        </Button>
      )}
    </div>
  );
};
