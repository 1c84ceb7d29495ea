import { t } from '@lingui/core/macro';
import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { activeClasses, classesOf, hasClasses } from '../../../server/domain/label-schema.ts';
import type { Degree } from '../../../server/domain/words.ts';
import { useProject } from '../../api/queries.ts';
import { ClassThresholdsField } from './class-thresholds-field.tsx';
import { degreeMeanings } from '../../ui/degrees.ts';
import { DegreeFacts, Dial } from '../../ui/dial.tsx';
import { LevelFields } from './level-fields.tsx';
import { InspectorsFields } from './inspectors-fields.tsx';
import { LevelField } from './level-field.tsx';
import { NotUsed } from './not-used.tsx';
import classes from './policy.module.css';
import { RulesEditor } from './rules-editor.tsx';
import { SharesFields } from './shares-fields.tsx';
import { useModelNames } from '../../api/use-model-names.ts';
import type { PolicyDraft } from './use-policy-draft.ts';

const Section = ({
  title,
  description,
  children,
}: {
  title: string;
  description: ReactNode;
  children: ReactNode;
}) => (
  <section className={classes.section} aria-label={title}>
    <Title order={2} size="h3">
      {title}
    </Title>
    <Text size="sm" c="dimmed" mb="md" maw={640}>
      {description}
    </Text>
    {children}
  </section>
);

/** The dial, and what the chosen degree means. */
export const DegreeSection = ({
  draft: { draft, edit },
  inForce,
}: {
  draft: Pick<PolicyDraft, 'draft' | 'edit'>;
  inForce: Degree;
}) => (
  <Section title={t`Degree of automation`} description={t`How much of the deciding is left to the model.`}>
    <Dial value={draft.degree} inForce={inForce} onChange={(degree) => edit({ degree })} />
    <DegreeFacts degree={draft.degree} />
  </Section>
);

/** Everything else that a policy says. */
export const PolicyForm = ({
  draft: { draft, faults, edit, title },
}: {
  draft: Pick<PolicyDraft, 'draft' | 'faults' | 'edit' | 'title'>;
}) => {
  const { schema } = useProject();
  const models = useModelNames();
  const classNames = activeClasses({ classes: classesOf(schema) }).map((c) => c.name);
  const { uses } = degreeMeanings[draft.degree];
  return (
    <div>
      <Section
        title={t`Thresholds`}
        description={t`The least confidence at which the model’s answer stands without a person. Below it, a person decides.`}
      >
        <Stack gap="md">
          <LevelField
            label={hasClasses(schema) ? t`Threshold for all classes` : t`Threshold`}
            value={draft.threshold}
            error={faults.get('threshold')}
            onChange={(threshold) => edit({ threshold })}
          />
          {hasClasses(schema) && (
            <ClassThresholdsField
              value={draft.classThresholds}
              start={typeof draft.threshold === 'number' ? draft.threshold : 0.95}
              names={classNames}
              title={title}
              faults={faults}
              onChange={(classThresholds) => edit({ classThresholds })}
            />
          )}
          {!uses.threshold && <NotUsed degree={draft.degree} />}
        </Stack>
      </Section>
      <Section
        title={t`Blind reviews and audits`}
        description={t`Two shares drawn at random. They are what makes the numbers about people and model honest.`}
      >
        <SharesFields
          draft={draft}
          faults={faults}
          classNames={classNames}
          models={models}
          title={title}
          onChange={edit}
        />
      </Section>
      <Section
        title={t`Several inspectors`}
        description={t`A consensus is a label as soon as it is certain, and a lead is asked as soon as it is certain that there will be none; reviews that are no longer needed are taken back.`}
      >
        <InspectorsFields draft={draft} faults={faults} onChange={edit} />
      </Section>
      <Section
        title={t`Service level`}
        description={t`By when reviews are to be decided. What is due soonest is given first within its priority.`}
      >
        <LevelFields draft={draft} faults={faults} onChange={edit} />
      </Section>
      <Section
        title={t`Rules`}
        description={t`Looked at from the top; only the first whose conditions all hold is applied. Alt with the arrow keys moves a rule.`}
      >
        <RulesEditor
          rules={draft.rules}
          faults={faults}
          classNames={classNames}
          models={models}
          title={title}
          onChange={(rules) => edit({ rules })}
        />
      </Section>
    </div>
  );
};
