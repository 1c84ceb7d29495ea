import { t } from '@lingui/core/macro';
import type { SentBody } from '../../../server/contract/route.ts';
import type { peopleContract } from '../../../server/features/people/contract.ts';

/** What an admin can change about an account. */
export type AccountChange = 'promote' | 'demote' | 'disable' | 'enable';

type Words = {
  title: (name: string) => string;
  /** What follows from it. */
  consequence: string;
  confirm: string;
  danger: boolean;
  body: SentBody<typeof peopleContract.updateAccount>;
};

/** How each change is asked for and sent. */
export const accountChanges: Record<AccountChange, Words> = {
  promote: {
    title: (name) => t`Make ${name} an admin?`,
    consequence: t`An admin may do everything in every project, and manages all accounts.`,
    confirm: t`Make an admin`,
    danger: false,
    body: { isAdmin: true },
  },
  demote: {
    title: (name) => t`Take admin rights away from ${name}?`,
    consequence: t`They keep the roles they have in projects. The last admin cannot be taken away.`,
    confirm: t`Take away`,
    danger: true,
    body: { isAdmin: false },
  },
  disable: {
    title: (name) => t`Disable the account of ${name}?`,
    consequence: t`They are signed out everywhere and cannot sign in; what they hold goes back to the queue. Their decisions stay. The account can be enabled again.`,
    confirm: t`Disable`,
    danger: true,
    body: { disabled: true },
  },
  enable: {
    title: (name) => t`Enable the account of ${name}?`,
    consequence: t`They can sign in again, with the roles they had.`,
    confirm: t`Enable`,
    danger: false,
    body: { disabled: false },
  },
};
