import type { KeyPermission, ProjectRole, Role } from '../../server/domain/roles.ts';

/** What each role is called, and what it is for. */
export const roleMeanings: Record<Role, { title: string; description: string }> = {
  inspector: { title: 'Inspector', description: 'Reviews items' },
  analyst: {
    title: 'Analyst',
    description:
      'Reads items, policy, models and evidence, drafts policies, asks for trainings, and exports labels; does not review',
  },
  lead: {
    title: 'Lead',
    description:
      'Reviews, settles disagreements, says who gets what, and sets policy, people, keys and settings',
  },
  admin: { title: 'Admin', description: 'May do everything in every project' },
};

/** The roles of a project as a select field takes them. */
export const roleChoices = (roles: readonly ProjectRole[]) =>
  roles.map((role) => ({ value: role, label: roleMeanings[role].title }));

/** What each permission of an API key lets a service do. */
export const permissionMeanings: Record<KeyPermission, string> = {
  'predictions.write': 'Submit predictions and upload media',
  'items.read': 'Ask what became of items, and wait for labels',
  'labels.export': 'Export labels',
  'project.read': 'Read the project and its label schema',
  'policy.read': 'Read the policy and its revisions',
  'models.read': 'Read model versions and how far people agree with them',
  'retraining.report': 'Report how a training goes',
  'gold.manage': 'Mark items as gold, with their known answers',
  'evidence.read': 'Read what people’s answers say about a model version',
};
