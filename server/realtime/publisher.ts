import type { Transaction } from '../../db/database.ts';
import type { CameIn } from './claim-cursors.ts';

/**
 * Announces what a transaction changed, once it is durable: each call registers with `tx.afterCommit`, so that a
 * rollback announces nothing.
 */
export type Publisher = {
  /**
   * Reviews were made, claimed or ended: queue counts follow, gathered over a moment. `cameIn`: where in the queue there
   * is work that was not, so that whoever found nothing there looks again.
   */
  queueChanged(tx: Transaction, project: { id: string; slug: string }, cameIn?: CameIn): void;
  /** Something about an item changed: those who look at it or wait for its label are told. */
  itemChanged(
    tx: Transaction,
    project: { id: string; slug: string },
    item: { id: string; key: string },
  ): void;
  /** The project is read anew on every instance, here and in `projectChanged`. */
  policyChanged(tx: Transaction, project: { id: string; slug: string }, revision: number): void;
  projectChanged(tx: Transaction, project: { id: string; slug: string }): void;
  /** The audits of a project begin or cease to give cause for concern. */
  auditsChanged(tx: Transaction, project: { id: string; slug: string }): void;
  /** A rollout moved on, or back. */
  rolloutsChanged(tx: Transaction, project: { id: string; slug: string }): void;
  /** A training of the project was asked for, or has come further. */
  retrainingChanged(tx: Transaction, project: { id: string; slug: string }): void;
  /** A snapshot of the project, or an export of one, was asked for, or has come further. */
  datasetsChanged(tx: Transaction, project: { id: string; slug: string }): void;
  /** An import of the project was begun, or has come further. */
  importChanged(tx: Transaction, project: { id: string; slug: string }): void;
  /** An alarm of a project changed, or what there is to alarm of: those who read its evidence are told. */
  alarmsChanged(tx: Transaction, project: { id: string; slug: string }): void;
  /** Questions wait for a lead that did not, or no longer; `answered`: whose was answered, and so has a review back. */
  commentsChanged(tx: Transaction, project: { id: string; slug: string }, answered: string | null): void;
  /**
   * Resolves when the item changes on this or another instance, or the signal aborts. A change on another instance can
   * go unheard, as while the database restarts: who waits long looks again now and then.
   */
  nextChange(itemId: string, signal: AbortSignal): Promise<void>;
  /** Who has the project open. */
  people(slug: string): { userId: string; name: string; reviewing: boolean }[];
};
