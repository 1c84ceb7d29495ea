import { t } from '@lingui/core/macro';
import { Group, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { itemKindNames } from '../../../server/domain/words.ts';
import { slugFrom, type DraftProject } from './draft-project.ts';
import { kindChoices } from './kind-choices.ts';
import classes from './question-step.module.css';

/** The first step of a new project: its name and address, its question, and what is judged. */
export const QuestionStep = ({ form }: { form: UseFormReturnType<DraftProject> }) => {
  const { name, slug, itemKind } = form.values;
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t`Name`}
          description={t`As it stands in lists`}
          placeholder={t`Phone scratches, line 4`}
          maxLength={100}
          autoFocus
          {...form.getInputProps('name')}
          onChange={(event) => {
            const next = event.currentTarget.value;
            // The address follows the name until somebody gives it another.
            if (slug === slugFrom(name)) form.setFieldValue('slug', slugFrom(next));
            form.setFieldValue('name', next);
          }}
        />
        <TextInput
          label={t`Address`}
          description={t`In links and in the API; it cannot be changed later`}
          placeholder={t`phone-scratches-line-4`}
          maxLength={60}
          spellCheck={false}
          {...form.getInputProps('slug')}
        />
      </SimpleGrid>
      <TextInput
        label={t`Question`}
        description={t`What an inspector answers about every item`}
        placeholder={t`Is this phone scratched?`}
        maxLength={300}
        {...form.getInputProps('question')}
      />
      <Radio.Group
        label={t`What is judged`}
        description={t`It cannot be changed later`}
        {...form.getInputProps('itemKind')}
        value={itemKind}
      >
        <SimpleGrid cols={{ base: 1, sm: 3 }} mt={6}>
          {itemKindNames.map((kind) => {
            const { title, description, Icon } = kindChoices[kind];
            return (
              <Radio.Card key={kind} value={kind} className={classes.kind}>
                <Group wrap="nowrap" align="flex-start" gap="sm">
                  <Icon size={22} stroke={1.6} aria-hidden />
                  <div>
                    <Text size="sm" fw={600}>
                      {title}
                    </Text>
                    <Text size="xs" c="dimmed" mt={2}>
                      {description}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            );
          })}
        </SimpleGrid>
      </Radio.Group>
    </Stack>
  );
};
