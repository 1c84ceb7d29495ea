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
    title: (name) => `Make ${name} an admin?`,
    consequence: 'An admin may do everything in every project, and manages all accounts.',
    confirm: 'Make an admin',
    danger: false,
    body: { isAdmin: true },
  },
  demote: {
    title: (name) => `Take admin rights away from ${name}?`,
    consequence: 'They keep the roles they have in projects. The last admin cannot be taken away.',
    confirm: 'Take away',
    danger: true,
    body: { isAdmin: false },
  },
  disable: {
    title: (name) => `Disable the account of ${name}?`,
    consequence:
      'They are signed out everywhere and cannot sign in; what they hold goes back to the queue. Their decisions stay. The account can be enabled again.',
    confirm: 'Disable',
    danger: true,
    body: { disabled: true },
  },
  enable: {
    title: (name) => `Enable the account of ${name}?`,
    consequence: 'They can sign in again, with the roles they had.',
    confirm: 'Enable',
    danger: false,
    body: { disabled: false },
  },
};
