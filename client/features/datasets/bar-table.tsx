import { Trans } from '@lingui/react/macro';
import { Paper, Table, Text, Title } from '@mantine/core';
import { countText, percentText } from '../../ui/proportion.tsx';
import classes from './datasets.module.css';

/** Something that is counted: in one number, or in the parts that it falls into. */
export type Bar = { key: string; title: string; color: string | null; parts: readonly number[] };

type Props = {
  /** Names the section. */
  id: string;
  title: string;
  hint: string;
  /** What the bars are, as the head of their column. */
  of: string;
  /** What the parts are called, in their order. */
  parts: readonly string[];
  bars: readonly Bar[];
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Counts as a table whose rows are drawn as bars, too. */
export const BarTable = ({ id, title, hint, of, parts, bars }: Props) => {
  const longest = Math.max(1, ...bars.map((bar) => sum(bar.parts)));
  const all = sum(bars.map((bar) => sum(bar.parts)));
  const isSplit = parts.length > 1;
  return (
    <Paper component="section" p="lg" aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      <Text size="xs" c="dimmed" mb="sm">
        {hint}
      </Text>
      {bars.length === 0 ? (
        <Text size="sm" c="dimmed">
          <Trans>None</Trans>
        </Text>
      ) : (
        <Table.ScrollContainer
          minWidth={isSplit ? 380 : 240}
          maxHeight={560}
          type="native"
          tabIndex={0}
          role="region"
          aria-label={title}
        >
          <Table verticalSpacing={6} className={`numbers ${classes.bars}`}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{of}</Table.Th>
                {parts.map((part, i) => (
                  <Table.Th key={part} ta="right">
                    {isSplit && <span className={classes.swatch} data-part={i} aria-hidden />}
                    {part}
                  </Table.Th>
                ))}
                <Table.Th ta="right">
                  <Trans>Share</Trans>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {bars.map((bar) => (
                <Table.Tr key={bar.key}>
                  <Table.Th scope="row">
                    <span className={classes.barTitle}>
                      {bar.color !== null && (
                        <span className={classes.dot} style={{ background: bar.color }} aria-hidden />
                      )}
                      {bar.title}
                    </span>
                    <span className={classes.bar} aria-hidden>
                      {bar.parts.map((n, i) => (
                        <span key={parts[i]} data-part={i} style={{ width: `${(n / longest) * 100}%` }} />
                      ))}
                    </span>
                  </Table.Th>
                  {bar.parts.map((n, i) => (
                    <Table.Td key={parts[i]} ta="right">
                      {countText(n)}
                    </Table.Td>
                  ))}
                  <Table.Td ta="right">{all === 0 ? '–' : percentText(sum(bar.parts) / all)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Paper>
  );
};
