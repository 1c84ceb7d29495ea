import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Paper, Stack, Text, Title } from '@mantine/core';
import type { Bias } from '../../../server/contract/automation-bias.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { countText, enough, Proportion } from '../../ui/proportion.tsx';
import { axisAroundZero } from '../../ui/axis.ts';
import { agreementSentence, isOpen, timeSentence, type Difference } from '../../ui/difference-words.ts';
import { IntervalTrack } from '../../ui/interval-track.tsx';

/** What it does to people's answers that they see the suggestion. */
export const BiasPanel = ({ bias }: { bias: Bias }) => {
  const { assisted, blind, agreement, timeMs, quick } = bias;
  const isFew = assisted < enough || blind < enough;
  const known = (difference: Difference | null) => (isFew ? null : difference);
  return (
    <Paper component="section" p="lg" h="100%" aria-labelledby="bias">
      <Title order={2} size="h3" id="bias">
        <Trans>Automation bias</Trans>
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md">
        <Trans>
          What it changes that the suggestion is in sight: {countText(assisted)} assisted beside{' '}
          {countText(blind)} blind answers, where a draw decided who sees it.
        </Trans>
      </Text>
      <Stack gap="lg">
        <Effect
          name={t`Agreement`}
          difference={known(agreement)}
          sentence={agreementSentence}
          nothing={t`Not enough yet`}
          ends={[t`less`, t`more`]}
        />
        <Effect
          name={t`Time`}
          difference={known(timeMs)}
          sentence={timeSentence}
          nothing={isFew ? t`Not enough yet` : t`Not enough yet: too few of these answers have a known time`}
          ends={[t`faster`, t`slower`]}
        />
        {isFew && <Missing />}
        <Proportion
          label={t`Taken in under a second`}
          hint={t`of the assisted answers with a known time`}
          {...quick}
        />
      </Stack>
    </Paper>
  );
};

type EffectProps = {
  name: string;
  difference: Difference | null;
  sentence: (difference: Difference) => string;
  /** What is said where there is no difference to tell of. */
  nothing: string;
  /** What lies left and right of no difference. */
  ends: readonly [string, string];
};

const Effect = ({ name, difference, sentence, nothing, ends }: EffectProps) => (
  <div>
    <Text size="sm" fw={550}>
      {name}
    </Text>
    {difference === null ? (
      <Text size="sm" c="dimmed">
        {nothing}
      </Text>
    ) : (
      <>
        <Text size="sm" className="numbers">
          {sentence(difference)}
        </Text>
        <IntervalTrack axis={axisAroundZero(difference.low, difference.high)} interval={difference} />
        <Text size="xs" c="dimmed" aria-hidden style={{ display: 'flex', justifyContent: 'space-between' }}>
          <span>← {ends[0]}</span>
          <span>
            <Trans>no difference</Trans>
          </span>
          <span>{ends[1]} →</span>
        </Text>
        {isOpen(difference) && (
          <Text size="xs" c="dimmed" mt={4}>
            <Trans>The interval holds zero: there may be no difference at all.</Trans>
          </Text>
        )}
      </>
    )}
  </div>
);

/** What it takes to compare, and where it comes from. */
const Missing = () => {
  const { slug } = useProject();
  return (
    <Text size="sm" c="dimmed">
      <Trans>
        It takes at least {enough} answers of each kind to compare them. They come in with Assistance or
        Partial, and a blind share above zero: see the{' '}
        <TextLink {...paths.policy(slug)}>policy page</TextLink>.
      </Trans>
    </Text>
  );
};
