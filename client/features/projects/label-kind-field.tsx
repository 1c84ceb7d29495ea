import { t } from '@lingui/core/macro';
import { Radio, SimpleGrid, Text } from '@mantine/core';
import { labelKindNames, type ItemKindName, type LabelKindName } from '../../../server/domain/words.ts';
import { labelKinds as rules } from '../../../server/kinds/registry.ts';
import { labelKinds } from '../../kinds/label-kinds.tsx';
import classes from './question-step.module.css';

type Props = { value: LabelKindName; itemKind: ItemKindName; onChange: (kind: LabelKindName) => void };

/** What kind of answer a new project asks for: those that fit its items. */
export const LabelKindField = ({ value, itemKind, onChange }: Props) => (
  <Radio.Group
    label={t`What is answered`}
    description={t`It cannot be changed later`}
    value={value}
    // The cards offer only these names.
    onChange={(kind) => onChange(kind as LabelKindName)}
    mb="lg"
  >
    <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} mt={6}>
      {labelKindNames
        .filter((kind) => rules[kind].fits === 'all' || rules[kind].fits.includes(itemKind))
        .map((kind) => (
          <Radio.Card key={kind} value={kind} className={classes.kind}>
            <Text size="sm" fw={600}>
              {labelKinds[kind].title}
            </Text>
            <Text size="xs" c="dimmed" mt={2}>
              {labelKinds[kind].description}
            </Text>
          </Radio.Card>
        ))}
    </SimpleGrid>
  </Radio.Group>
);
