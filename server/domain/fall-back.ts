import { certificatesKept, type Certificate } from './certificate.ts';
import type { Policy } from './policy.ts';

/** A policy revision as it was. */
type Revision = { revision: number; policy: Policy; certificates: readonly Certificate[] };

/** The least audit share after a fall-back: what went wrong is to be seen soon. */
const leastAuditShare = 0.1;

/**
 * What takes the place of a policy when audits find more errors than one of its certificates says: the threshold of the
 * last revision with a certificate for a higher one, of the same model version, class, reference and calibrator; where there is
 * none, people decide again. Audits are doubled.
 */
export const fallBack = (
  policy: Policy,
  alarmed: Certificate,
  revisions: readonly Revision[],
): { policy: Policy; certificates: Certificate[]; note: string } => {
  const { value, threshold, model, reference, calibrator } = alarmed;
  const latestFirst = revisions.toSorted((a, b) => b.revision - a.revision);
  const others = latestFirst[0]?.certificates.filter((one) => one.value !== value) ?? [];
  const safer = latestFirst
    .flatMap(({ certificates }) => certificates)
    .find(
      (one) =>
        one.value === value &&
        one.model === model &&
        one.reference === reference &&
        one.calibrator === calibrator &&
        one.threshold > threshold,
    );
  const raised = (share: number) => Math.min(Math.max(2 * share, leastAuditShare), 1);
  const audited = {
    ...policy,
    auditShare: raised(policy.auditShare),
    auditStrata: policy.auditStrata.map((stratum) => ({ ...stratum, share: raised(stratum.share) })),
  };
  const why =
    `The watch over ${model} from ${threshold}${value === null ? '' : ` for “${value}”`} found more errors than ` +
    `the ${alarmed.targetError} that was certified`;
  if (!safer)
    return {
      policy: { ...audited, degree: 'assistance' },
      certificates: [],
      note: `${why}: people decide again.`,
    };
  const next: Policy =
    value === null
      ? { ...audited, threshold: safer.threshold }
      : { ...audited, classThresholds: { ...policy.classThresholds, [value]: safer.threshold } };
  return {
    policy: next,
    certificates: certificatesKept([...others, safer], next),
    note: `${why}: back to ${safer.threshold}, certified by revision ${safer.revision}.`,
  };
};
