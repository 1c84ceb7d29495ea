import { t } from '@lingui/core/macro';
import { Stack } from '@mantine/core';
import { hasClasses } from '../../../server/domain/label-schema.ts';
import { useProject } from '../../api/queries.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { CertificateSettings } from './certificate-settings.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { GoldSettings } from './gold-settings.tsx';
import { InputSettings } from './input-settings.tsx';
import { OpinionSettings } from './opinion-settings.tsx';
import { PipelineSettings } from './pipeline-settings.tsx';
import { ResolutionSettings } from './resolution-settings.tsx';
import { SchemaRevisions } from './schema-revisions.tsx';
import { SchemaSettings } from './schema-settings.tsx';
import { WorkSettings } from './work-settings.tsx';

/** A project's settings: its question and instructions, how long work is held, and its label schema. */
export const SettingsPage = () => {
  const project = useProject();
  return (
    <Permitted title={t`Settings`} needs="project.manage">
      <PageHeader title={t`Settings`} description={t`What inspectors are asked, and what they can answer.`} />
      <Stack maw={980} gap="lg">
        <GeneralSettings project={project} />
        <CertificateSettings project={project} />
        {hasClasses(project.schema) && <ResolutionSettings project={project} />}
        <WorkSettings project={project} />
        <OpinionSettings project={project} />
        <GoldSettings project={project} />
        <InputSettings project={project} />
        <PipelineSettings project={project} />
        <SchemaSettings project={project} />
        <SchemaRevisions project={project.slug} />
      </Stack>
    </Permitted>
  );
};
