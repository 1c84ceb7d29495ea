import { newId } from '../../../db/new-id.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import {
  countDrafts,
  deleteDraft,
  insertDraft,
  isDraftNameTaken,
  lockDraft,
  policyDraftsOf,
  replaceDraft,
  type PolicyDraft,
} from '../../../db/queries/policy-drafts.ts';
import { AppError } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { checkClasses } from './check-classes.ts';
import { mostDrafts, type policyContract } from './contract.ts';
import { told } from '../../domain/told.ts';

type DraftHandlers = Pick<
  Handlers<typeof policyContract>,
  'drafts' | 'saveDraft' | 'changeDraft' | 'removeDraft'
>;

const draftReply = ({ savedAt, ...draft }: PolicyDraft) => ({
  ...draft,
  savedAt: new Date(savedAt).toISOString(),
});

const said = ({ name, policy }: PolicyDraft) => ({ name, policy });

const nameTaken = (name: string): AppError =>
  new AppError('conflict', {
    detail: told`another draft is called “${name}”`,
    errors: [{ path: ['name'], ...told`another draft is called so` }],
  });

/** Policies that are kept to be compared, and to be put in force one day by whoever may. */
export const draftHandlers = (s: Services): DraftHandlers => ({
  drafts: async ({ project }) => ({
    drafts: (await s.db.read((q) => policyDraftsOf(q, project.id))).map(draftReply),
  }),
  saveDraft: async ({ body, principal, project }) => {
    checkClasses(body.policy, project.schema);
    const author = actorOf(principal);
    const draft = { id: newId(), ...body, author, savedAt: s.now() };
    await s.db.write(async (tx) => {
      if ((await countDrafts(tx, project.id)) >= mostDrafts)
        throw new AppError('conflict', { detail: told`a project keeps at most ${mostDrafts} drafts` });
      if (!(await insertDraft(tx, project.id, draft))) throw nameTaken(draft.name);
      await recordAudit(tx, {
        at: draft.savedAt,
        projectId: project.id,
        actor: author,
        action: 'policy_draft.saved',
        subject: draft.name,
        before: null,
        after: draft.policy,
      });
    });
    return draftReply(draft);
  },
  changeDraft: async ({ params, body, principal, project }) => {
    if (body.policy) checkClasses(body.policy, project.schema);
    const author = actorOf(principal);
    return s.db.write(async (tx) => {
      const old = await lockDraft(tx, project.id, params.id);
      if (!old) throw new AppError('not_found');
      const { name = old.name, policy = old.policy } = body;
      const draft = { id: old.id, name, policy, author, savedAt: s.now() };
      if (await isDraftNameTaken(tx, project.id, draft)) throw nameTaken(name);
      await replaceDraft(tx, draft);
      await recordAudit(tx, {
        at: draft.savedAt,
        projectId: project.id,
        actor: author,
        action: 'policy_draft.changed',
        subject: old.name,
        before: said(old),
        after: said(draft),
      });
      return draftReply(draft);
    });
  },
  removeDraft: async ({ params, principal, project }) => {
    await s.db.write(async (tx) => {
      const old = await lockDraft(tx, project.id, params.id);
      if (!old) throw new AppError('not_found');
      await deleteDraft(tx, old.id);
      await recordAudit(tx, {
        at: s.now(),
        projectId: project.id,
        actor: actorOf(principal),
        action: 'policy_draft.removed',
        subject: old.name,
        before: old.policy,
        after: null,
      });
    });
    return { ok: true };
  },
});
