import { t } from '@lingui/core/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { reliabilityContract } from '../../../server/features/reliability/contract.ts';
import { hasClasses } from '../../../server/domain/label-schema.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { BiasPanel } from './bias-panel.tsx';
import { GoldPanel } from './gold-panel.tsx';
import { InspectorsPanel } from './inspectors-panel.tsx';
import { AlikePanel, PairsPanel } from './pairs-panel.tsx';

/** What is told of each inspector, and of each two, as of the latest estimate; for leads. */
export const ByName = ({ estimate }: { estimate: string | null }) => {
  const { slug, schema } = useProject();
  const byClass = hasClasses(schema);
  const known = useQuery({
    queryKey: keys.reliabilityByName(slug, estimate),
    queryFn: ({ signal }) => call(reliabilityContract.inspectors, { params: { project: slug }, signal }),
    placeholderData: keepPreviousData,
  });
  if (known.data !== undefined)
    return (
      <>
        {byClass && <InspectorsPanel inspectors={known.data.inspectors} />}
        <GoldPanel inspectors={known.data.gold} />
        <BiasPanel inspectors={known.data.bias} />
        {byClass ? <PairsPanel pairs={known.data.pairs} /> : <AlikePanel pairs={known.data.alike} />}
      </>
    );
  if (known.isPending) return <Loading label={t`Loading inspectors`} />;
  return (
    <ErrorPanel
      error={known.error}
      title={t`The inspectors cannot be shown`}
      onRetry={() => void known.refetch()}
    />
  );
};
