import { t } from '@lingui/core/macro';
import { notifications } from '@mantine/notifications';
import { messageOf } from './error-panel.tsx';

/** Tells that something was done, briefly, at the foot of the page. */
export const notifyDone = (message: string): void => {
  notifications.show({
    message,
    color: 'teal',
    autoClose: 4_000,
    closeButtonProps: { 'aria-label': t`Dismiss` },
  });
};

/** An `onError` that tells what failed at the foot of the page. */
export const notifyError =
  (title: string) =>
  (error: unknown): void => {
    notifications.show({
      title,
      message: messageOf(error),
      color: 'red',
      role: 'alert',
      autoClose: 10_000,
      closeButtonProps: { 'aria-label': t`Dismiss` },
    });
  };
