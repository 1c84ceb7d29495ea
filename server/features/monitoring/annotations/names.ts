/** What charts tell beside the measures, as it may explain them. */
export const annotationKinds = ['policy'] as const;
export type AnnotationKind = (typeof annotationKinds)[number];
