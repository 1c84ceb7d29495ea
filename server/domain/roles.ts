/** Who may do what. Roles are per project, but for `admin`, who may do everything everywhere. */

export const roles = ['inspector', 'analyst', 'lead', 'admin'] as const;
export type Role = (typeof roles)[number];

/** The roles a person can hold in one project. */
export const projectRoles = ['inspector', 'analyst', 'lead'] as const;
export type ProjectRole = (typeof projectRoles)[number];

/** What a route may ask of its caller inside a project. */
export const projectPermissions = [
  'project.read',
  'project.manage',
  'predictions.write',
  'items.read',
  'labels.export',
  'datasets.write',
  'reviews.work',
  'reviews.lead',
  'queue.manage',
  'policy.read',
  'policy.draft',
  'policy.write',
  'models.read',
  'evidence.read',
  'retraining.request',
  'retraining.report',
  'estimates.run',
  'inspectors.read',
  'gold.manage',
  'imports.manage',
  'people.read',
  'people.manage',
  'keys.manage',
  'callbacks.manage',
  'audit.read',
] as const;
export type ProjectPermission = (typeof projectPermissions)[number];

/** What an API key can be given: the work of services, never the work of people. */
export const keyPermissions = [
  'project.read',
  'predictions.write',
  'items.read',
  'labels.export',
  'datasets.write',
  'policy.read',
  'models.read',
  'evidence.read',
  'retraining.report',
  'gold.manage',
  'imports.manage',
] as const satisfies readonly ProjectPermission[];
export type KeyPermission = (typeof keyPermissions)[number];

const inspector = ['project.read', 'reviews.work', 'items.read'] as const;
const analyst = [
  'project.read',
  'items.read',
  'labels.export',
  'datasets.write',
  'policy.read',
  'policy.draft',
  'models.read',
  'evidence.read',
  'retraining.request',
  'estimates.run',
  'people.read',
] as const;

/** What each role may do in a project it is held in. */
export const permissionsOf: Record<Role, ReadonlySet<ProjectPermission>> = {
  inspector: new Set(inspector),
  analyst: new Set(analyst),
  lead: new Set(projectPermissions),
  admin: new Set(projectPermissions),
};
