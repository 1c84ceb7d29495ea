/** What of a database is checked, in this order. */
export const checkNames = [
  'structure',
  'foreign_keys',
  'counters',
  'evidence',
  'measures',
  'certification',
  'calibrators',
  'label_order',
  'labels_in_force',
  'weighed_labels',
] as const;
export type CheckName = (typeof checkNames)[number];
