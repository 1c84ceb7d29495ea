import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Stack } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { degreeMeanings } from '../../ui/degrees.ts';
import type { DraftPolicy } from './draft.ts';
import type { DraftFaults } from './read-draft.ts';
import { LevelField } from './level-field.tsx';
import { NotUsed } from './not-used.tsx';
import type { ClassTitle } from './policy-words.ts';
import { StrataEditor } from './strata-editor.tsx';

type Props = {
  draft: DraftPolicy;
  faults: DraftFaults;
  onChange: (changes: Partial<Pick<DraftPolicy, 'blindShare' | 'auditShare' | 'auditStrata'>>) => void;
  /** Names that conditions can choose from. */
  classNames: readonly string[];
  models: readonly string[];
  title: ClassTitle;
};

/** The shares that are drawn at random: what is judged blind, and what is audited, by stratum. */
export const SharesFields = ({ draft, faults, onChange, ...choices }: Props) => {
  const { uses } = degreeMeanings[draft.degree];
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <LevelField
          asPercent
          label={t`Blind share`}
          description={t`Of the work that shows a suggestion, how much is judged without it. Comparing both tells whether people follow the model.`}
          value={draft.blindShare}
          error={faults.get('blindShare')}
          onChange={(blindShare) => onChange({ blindShare })}
        />
        {!uses.blindShare && <NotUsed degree={draft.degree} />}
        {uses.blindShare && draft.blindShare === 0 && (
          <Alert
            color="yellow"
            icon={<IconInfoCircle aria-hidden />}
            title={t`Nobody judges without the suggestion`}
          >
            <Trans>
              Agreement with a suggestion in sight says little about the model: whether people only follow it
              cannot be measured any more.
            </Trans>
          </Alert>
        )}
      </Stack>
      <Stack gap="xs">
        <LevelField
          asPercent
          label={t`Audit share`}
          description={t`The probability that an item the model decided alone is reviewed blind afterwards.`}
          value={draft.auditShare}
          error={faults.get('auditShare')}
          onChange={(auditShare) => onChange({ auditShare })}
        />
        {!uses.auditShare && <NotUsed degree={draft.degree} />}
        {uses.auditShare && draft.auditShare === 0 && (
          <Alert
            color="red"
            icon={<IconAlertTriangle aria-hidden />}
            title={
              draft.auditStrata.length === 0
                ? t`Audits are off: no estimate, no certificate`
                : t`Audits are off for what is of no stratum: no estimate, no certificate`
            }
          >
            <Trans>
              Nobody will look at what the model decides alone{draft.auditStrata.length > 0 && t` there`}. How
              often it is wrong there cannot be estimated, no threshold can be certified, and exported labels
              of such items have no weight. Even 1 % keeps all three.
            </Trans>
          </Alert>
        )}
        <StrataEditor
          strata={draft.auditStrata}
          threshold={draft.threshold}
          faults={faults}
          {...choices}
          onChange={(auditStrata) => onChange({ auditStrata })}
        />
      </Stack>
    </Stack>
  );
};
