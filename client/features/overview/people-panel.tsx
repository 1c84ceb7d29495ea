import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Avatar, Paper, Text, Title } from '@mantine/core';
import type { Overview } from '../../../server/features/overview/contract.ts';
import { useMe } from '../../api/queries.ts';
import classes from './people-panel.module.css';

/** Who has the project open at this moment, and who of them is reviewing. */
export const PeoplePanel = ({ people }: { people: Overview['people'] }) => {
  const me = useMe();
  return (
    <Paper component="section" p="lg" aria-labelledby="online">
      <Title order={2} size="h3" id="online" mb="sm">
        <Trans>Online</Trans>
      </Title>
      {people.length === 0 ? (
        <Text size="sm" c="dimmed">
          <Trans>Nobody has this project open.</Trans>
        </Text>
      ) : (
        <ul className={classes.people}>
          {people.map(({ userId, name, reviewing }) => (
            <li key={userId} className={classes.person}>
              <Avatar name={name} color="ink" size={30} aria-hidden />
              <div className={classes.words}>
                <Text size="sm" truncate title={name} lh={1.3}>
                  {name}
                  {userId === me.id && t` (you)`}
                </Text>
                <Text size="xs" c="dimmed" lh={1.3}>
                  {reviewing ? t`reviewing` : t`here`}
                </Text>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Paper>
  );
};
