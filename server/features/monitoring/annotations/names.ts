/** What charts tell beside the measures, as it may explain them. */
export const annotationKinds = ['policy', 'rollout', 'alarm'] as const;
export type AnnotationKind = (typeof annotationKinds)[number];
