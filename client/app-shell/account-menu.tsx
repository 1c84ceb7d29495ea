import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Avatar, Menu, Text } from '@mantine/core';
import { IconLogout, IconLogout2, IconUserCog } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../api/queries.ts';
import { signOut } from '../api/sign-in.ts';
import { paths } from '../paths.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import { notifyError } from '../ui/notify.ts';

/** Who is signed in; their account and password, and signing out, here or on every device. */
export const AccountMenu = () => {
  const me = useMe();
  const navigate = useNavigate();
  const [confirming, setConfirming] = useState(false);
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => navigate(paths.signIn()),
  });
  return (
    <>
      <Menu position="bottom-end" width={250} withinPortal={false}>
        <Menu.Target>
          <ActionIcon variant="transparent" size={36} title={me.name}>
            <Avatar name={me.name} color="ink" variant="filled" size={30} aria-hidden />
            <span className="visually-hidden">
              <Trans>Account of {me.name}</Trans>
            </span>
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text fw={600} size="sm" c="bright" truncate title={me.name}>
              {me.name}
            </Text>
            <Text size="xs" truncate title={me.email}>
              {me.email}
            </Text>
          </Menu.Label>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconUserCog size={16} aria-hidden />}
            onClick={() => void navigate(paths.account())}
          >
            {me.hasPassword ? t`Account and password` : t`Account: set a password`}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => leave.mutate('here', { onError: notifyError(t`You are still signed in`) })}
          >
            <Trans>Sign out</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout2 size={16} aria-hidden />} onClick={() => setConfirming(true)}>
            <Trans>Sign out everywhere</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmModal
        opened={confirming}
        onClose={() => setConfirming(false)}
        title={t`Sign out everywhere?`}
        confirmLabel={t`Sign out everywhere`}
        onConfirm={() => leave.mutateAsync('everywhere')}
      >
        <Trans>Every browser you are signed in with, this one too, will ask for your password again.</Trans>
      </ConfirmModal>
    </>
  );
};
