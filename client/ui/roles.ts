import { t } from '@lingui/core/macro';
import type { KeyPermission, ProjectRole, Role } from '../../server/domain/roles.ts';

/** What each role is called, and what it is for. */
export const roleMeanings: Record<Role, { title: string; description: string }> = {
  inspector: { title: t`Inspector`, description: t`Reviews items` },
  analyst: {
    title: t`Analyst`,
    description: t`Reads items, policy, models and evidence, drafts policies, asks for trainings, freezes datasets, and exports labels; does not review`,
  },
  lead: {
    title: t`Lead`,
    description: t`Reviews, settles disagreements, says who gets what, and sets policy, people, keys and settings`,
  },
  admin: { title: t`Admin`, description: t`May do everything in every project` },
};

/** The roles of a project as a select field takes them. */
export const roleChoices = (roles: readonly ProjectRole[]) =>
  roles.map((role) => ({ value: role, label: roleMeanings[role].title }));

/** What each permission of an API key lets a service do. */
export const permissionMeanings: Record<KeyPermission, string> = {
  'predictions.write': t`Submit predictions and upload media`,
  'items.read': t`Ask what became of items, and wait for labels`,
  'labels.export': t`Export labels and datasets`,
  'datasets.write': t`Freeze datasets`,
  'project.read': t`Read the project and its label schema`,
  'policy.read': t`Read the policy and its revisions`,
  'models.read': t`Read model versions and how far people agree with them`,
  'retraining.report': t`Report how a training goes`,
  'gold.manage': t`Mark items as gold, with their known answers`,
  'imports.manage': t`Import items and labels from files`,
  'evidence.read': t`Read what people’s answers say about a model version`,
};
