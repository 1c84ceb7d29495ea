import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Endpoint } from '../../../server/features/callbacks/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { useNow } from '../../ui/time.tsx';
import classes from './callbacks.module.css';
import { healthOf, healthText, inTrouble, type Health } from './endpoint-health.ts';
import { shortUrl } from './words.ts';

/** What can be done, where an endpoint fares badly. */
const advice: Partial<Record<Health, string>> = {
  failing: t`What waits is tried again for three days, then given up. It goes through by itself once the endpoint answers.`,
  lost: t`What was given up can be sent again: replay the stretch of time.`,
  gone: t`By 410 Gone an endpoint says that it wants no more callbacks. Delete it, or enable it again: what waits is then sent.`,
};

/** Warns of endpoints that fail, lost deliveries in the last day, or switched themselves off. */
export const TroubleAlert = ({ endpoints }: { endpoints: readonly Endpoint[] }) => {
  const { slug: project } = useProject();
  const now = useNow();
  const troubled = endpoints.filter(inTrouble);
  if (troubled.length === 0) return null;
  const advised = new Set(troubled.flatMap((endpoint) => advice[healthOf(endpoint)] ?? []));
  const worst = troubled.some((endpoint) => healthOf(endpoint) !== 'lost') ? 'red' : 'orange';
  return (
    <Alert
      color={worst}
      icon={<IconAlertTriangle aria-hidden />}
      title={plural(troubled.length, {
        one: 'An endpoint needs a look',
        other: `${troubled.length} endpoints need a look`,
      })}
      className={classes.trouble}
    >
      <List size="sm" listStyleType="none" spacing="xs">
        {troubled.map((endpoint) => {
          const state = endpoint.health.pending > 0 ? ('pending' as const) : ('failed' as const);
          return (
            <List.Item key={endpoint.id}>
              <strong className={classes.short} title={endpoint.url}>
                {shortUrl(endpoint.url)}
              </strong>
              {healthText(endpoint, now)} ·{' '}
              <TextLink
                {...paths.callbacks(project, { endpoint: endpoint.id, state })}
                inherit
                className={classes.alertLink}
                aria-label={t`See the deliveries to ${endpoint.url}`}
                resetScroll={false}
              >
                <Trans>See the deliveries</Trans>
              </TextLink>
            </List.Item>
          );
        })}
      </List>
      {[...advised].map((text) => (
        <Text key={text} size="sm" mt="xs">
          {text}
        </Text>
      ))}
    </Alert>
  );
};
