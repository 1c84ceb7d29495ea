import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { policyDraftsQuery, policyQuery, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { ChangeList } from './change-list.tsx';
import { DraftList } from './draft-list.tsx';
import { DegreeSection, PolicyForm } from './policy-form.tsx';
import { SaveDraft } from './save-draft.tsx';
import type { PolicyRevision, SavedDraft } from './use-policy-draft.ts';
import { useWhatIf } from './use-what-if.ts';
import { WhatIfChoices } from './what-if-choices.tsx';
import { WhatIfResult } from './what-if-result.tsx';
import { WhatIfTermsForm } from './what-if-terms.tsx';
import classes from './what-if.module.css';

/** What any policy would have made of history, beside another one, before anything is put in force. */
export const WhatIfPage = () => (
  <Permitted title={t`What if`} needs="policy.read">
    <PageHeader
      title={t`What if`}
      description={t`What two policies would have made of the items that came in, side by side. Nothing here changes what happens to items.`}
    />
    <Loaded />
  </Permitted>
);

const Loaded = () => {
  const { slug } = useProject();
  const policy = useQuery(policyQuery(slug));
  const drafts = useQuery(policyDraftsQuery(slug));
  if (policy.data !== undefined && drafts.data !== undefined)
    return <WhatIf current={policy.data} drafts={drafts.data} />;
  const failed = [policy, drafts].find((query) => query.isError);
  return failed === undefined ? (
    <Loading />
  ) : (
    <ErrorPanel
      error={failed.error}
      title={t`The policies cannot be shown`}
      onRetry={() => void failed.refetch()}
    />
  );
};

const WhatIf = ({ current, drafts }: { current: PolicyRevision; drafts: SavedDraft[] }) => {
  const state = useWhatIf(current, drafts);
  return (
    <>
      <Paper component="section" p="lg" aria-labelledby="side-by-side">
        <Title order={2} size="h3" id="side-by-side" mb="sm">
          <Trans>Side by side</Trans>
        </Title>
        <WhatIfTermsForm state={state} />
        <WhatIfChoices state={state} />
        <WhatIfResult state={state} />
        <div className={classes.differences}>
          {state.differences.length === 0 ? (
            <Text size="sm" c="dimmed">
              <Trans>Both are the same policy. Change the one on the right below, or choose another.</Trans>
            </Text>
          ) : (
            <ChangeList changes={state.differences} few={5} />
          )}
        </div>
        <SaveDraft state={state} />
      </Paper>
      <DraftList drafts={drafts} current={current} onCompare={state.startFrom} />
      <section aria-labelledby="what-if-policy" className={classes.form}>
        <Title order={2} size="h3" id="what-if-policy" mb="md">
          <Trans>The policy on the right</Trans>
        </Title>
        <DegreeSection draft={state} inForce={current.policy.degree} />
        <div className={classes.fields}>
          <PolicyForm draft={state} />
        </div>
      </section>
    </>
  );
};
