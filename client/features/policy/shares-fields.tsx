import { Alert, Stack } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { degreeMeanings } from '../../ui/degrees.ts';
import type { DraftPolicy } from './draft.ts';
import type { DraftFaults } from './read-draft.ts';
import { LevelField } from './level-field.tsx';
import { NotUsed } from './not-used.tsx';

type Props = {
  draft: DraftPolicy;
  faults: DraftFaults;
  onChange: (changes: Partial<Pick<DraftPolicy, 'blindShare' | 'auditShare'>>) => void;
};

/** The two shares that are drawn at random: what is judged blind, and what is audited. */
export const SharesFields = ({ draft, faults, onChange }: Props) => {
  const { uses } = degreeMeanings[draft.degree];
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <LevelField
          asPercent
          label="Blind share"
          description="Of the work that shows a suggestion, how much is judged without it. Comparing both tells whether people follow the model."
          value={draft.blindShare}
          error={faults.get('blindShare')}
          onChange={(blindShare) => onChange({ blindShare })}
        />
        {!uses.blindShare && <NotUsed degree={draft.degree} />}
        {uses.blindShare && draft.blindShare === 0 && (
          <Alert
            color="yellow"
            icon={<IconInfoCircle aria-hidden />}
            title="Nobody judges without the suggestion"
          >
            Agreement with a suggestion in sight says little about the model: whether people only follow it
            cannot be measured any more.
          </Alert>
        )}
      </Stack>
      <Stack gap="xs">
        <LevelField
          asPercent
          label="Audit share"
          description="The probability that an item the model decided alone is reviewed blind afterwards."
          value={draft.auditShare}
          error={faults.get('auditShare')}
          onChange={(auditShare) => onChange({ auditShare })}
        />
        {!uses.auditShare && <NotUsed degree={draft.degree} />}
        {uses.auditShare && draft.auditShare === 0 && (
          <Alert
            color="red"
            icon={<IconAlertTriangle aria-hidden />}
            title="Audits are off: no estimate, no certificate"
          >
            Nobody will look at what the model decides alone. How often it is wrong there cannot be estimated,
            no threshold can be certified, and exported labels of such items have no weight. Even 1 % keeps
            all three.
          </Alert>
        )}
      </Stack>
    </Stack>
  );
};
