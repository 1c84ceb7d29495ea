import { Trans } from '@lingui/react/macro';
import { Avatar, Badge, Group, Text } from '@mantine/core';
import classes from './person-name.module.css';

type Props = { name: string; email: string; isMe: boolean; isDisabled: boolean; isAdmin?: boolean };

/** A person in a table: name, e-mail address, and whether they are you, an admin, or disabled. */
export const PersonName = ({ name, email, isMe, isDisabled, isAdmin = false }: Props) => (
  <Group gap="sm" wrap="nowrap" className={classes.person}>
    <Avatar name={name} color={isDisabled ? 'gray' : 'ink'} size={32} aria-hidden />
    <div className={classes.words}>
      <Group gap={6} wrap="nowrap">
        <Text size="sm" fw={550} truncate title={name}>
          {name}
        </Text>
        {isMe && (
          <Badge color="gray">
            <Trans>You</Trans>
          </Badge>
        )}
        {isAdmin && (
          <Badge color="ink">
            <Trans>Admin</Trans>
          </Badge>
        )}
        {isDisabled && (
          <Badge color="red">
            <Trans>Disabled</Trans>
          </Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed" truncate title={email}>
        {email}
      </Text>
    </div>
  </Group>
);
