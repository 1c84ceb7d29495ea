import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert } from '@mantine/core';
import { IconShieldOff } from '@tabler/icons-react';
import type { Evidence } from '../../../server/features/evidence/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { countText } from '../../ui/proportion.tsx';

/** Says of how many items nothing can be known, as no draw could have sent them to a person. */
export const UncoveredAlert = ({
  covered,
  uncovered,
}: Pick<Evidence['accuracy'], 'covered' | 'uncovered'>) => {
  const { slug } = useProject();
  if (uncovered === 0) return null;
  const all = covered + uncovered;
  return (
    <Alert
      color="yellow"
      icon={<IconShieldOff aria-hidden />}
      title={t`${countText(uncovered)} of ${countText(all)} items could not have been drawn for a blind review`}
    >
      <p style={{ margin: 0 }}>
        <Trans>
          With audits off, nobody looks again at what the model decides alone.{' '}
          {covered > 0
            ? t`No estimate covers these items: it holds for the other ${countText(covered)} only.`
            : t`So there is no estimate of its accuracy.`}{' '}
          An audit share on the{' '}
          <TextLink {...paths.policy(slug)} inherit>
            policy page
          </TextLink>{' '}
          covers what comes in from then on.
        </Trans>
      </p>
    </Alert>
  );
};
