import { Trans } from '@lingui/react/macro';
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reliabilityContract } from '../../../server/features/reliability/contract.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';

/** Says that nothing can be weighed as long as the project has no estimate. */
export const NoEstimateYet = ({ project }: { project: string }) => {
  const known = useQuery({
    queryKey: keys.reliability(project),
    queryFn: ({ signal }) => call(reliabilityContract.get, { params: { project }, signal }),
  });
  if (known.data === undefined || known.data.estimate !== null) return null;
  return (
    <Alert color="yellow" role="status">
      <Trans>
        There is no estimate yet, so a lead settles everything. One is made on the page{' '}
        <TextLink {...paths.inspectors(project)} inherit underline="always">
          Inspectors
        </TextLink>
        .
      </Trans>
    </Alert>
  );
};
