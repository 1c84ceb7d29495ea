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
        Online
      </Title>
      {people.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nobody has this project open.
        </Text>
      ) : (
        <ul className={classes.people}>
          {people.map(({ userId, name, reviewing }) => (
            <li key={userId} className={classes.person}>
              <Avatar name={name} color="ink" size={30} aria-hidden />
              <div className={classes.words}>
                <Text size="sm" truncate title={name} lh={1.3}>
                  {name}
                  {userId === me.id && ' (you)'}
                </Text>
                <Text size="xs" c="dimmed" lh={1.3}>
                  {reviewing ? 'reviewing' : 'here'}
                </Text>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Paper>
  );
};
