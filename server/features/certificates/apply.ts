import { advanceCertification } from '../../../db/advance-certification.ts';
import type { Transaction } from '../../../db/database.ts';
import { projectState } from '../../../db/queries/projects.ts';
import { revisePolicy } from '../../../db/queries/revise-policy.ts';
import { certificatesKept, referenceOf, type Certificate } from '../../domain/certificate.ts';
import { eValueOf, thresholdStates } from '../../domain/certified.ts';
import type { Policy } from '../../domain/policy.ts';
import { AppError } from '../../errors.ts';
import type { Handler, ProjectState, Services } from '../../http/handler.ts';
import { modelNamed } from '../../http/model-shown.ts';
import { actorOf } from '../../http/principal.ts';
import type { BodyOf } from '../../contract/route.ts';
import type { certificatesContract } from './contract.ts';
import { told } from '../../domain/told.ts';

type Use = (typeof certificatesContract)['use'];

/** Lots of draws that are looked at, with the project's labels held. */
const lotsToUse = 20;

/** The certificate that is asked for, where the evidence gives it at this moment. */
const certify = async (
  tx: Transaction,
  project: ProjectState,
  { model, value, threshold }: BodyOf<Use>,
  now: number,
): Promise<Certificate> => {
  const version = await modelNamed(tx, project.id, model);
  const { targetError, targetConfidence } = project;
  const progress = await advanceCertification(tx, { project, version, now }, lotsToUse);
  const states = progress ? thresholdStates(progress.point.state, value, 1 - targetConfidence) : [];
  const found = states.find((point) => point.threshold === threshold);
  if (found?.state !== 'certified')
    throw new AppError('conflict', {
      detail:
        value === null
          ? told`${threshold} is no certified threshold of ${model}`
          : told`${threshold} is no certified threshold of ${model} for "${value}"`,
    });
  const { n, errors } = found.evidence;
  return {
    model,
    value,
    threshold,
    targetError,
    targetConfidence,
    reference: referenceOf(project.policy, project.schema),
    calibrator: version.calibrator.revision,
    n,
    errors,
    eValue: eValueOf(found.evidence),
    revision: project.policyRevision + 1,
  };
};

/** The policy that applies a certified threshold. */
const applying = (policy: Policy, { value, threshold }: Certificate): Policy =>
  value === null
    ? { ...policy, degree: 'partial', threshold, classThresholds: {} }
    : {
        ...policy,
        degree: 'partial',
        classThresholds: { ...policy.classThresholds, [value]: threshold },
      };

const words = ({ model, value, threshold, targetError, targetConfidence }: Certificate): string =>
  `Certified: ${model}, ${value === null ? '' : `“${value}” `}from ${threshold}, error at most ` +
  `${targetError} with confidence ${targetConfidence}`;

/** Puts a certified threshold in force, by a policy revision that names its certificate. */
export const applyCertificate =
  (s: Services): Handler<Use> =>
  async ({ body, principal, project: { slug } }) =>
    s.db.write(async (tx) => {
      const project = await projectState(tx, slug);
      if (!project) throw new AppError('not_found');
      const conflict = new AppError('revision_conflict', {
        detail: told`The policy in force is not revision ${body.basedOn}`,
      });
      if (project.policyRevision !== body.basedOn) throw conflict;
      const certificate = await certify(tx, project, body, s.now());
      const policy = applying(project.policy, certificate);
      const others = project.certificates.filter(({ value }) => value !== certificate.value);
      const next = await revisePolicy(tx, project, {
        policy,
        certificates: [...certificatesKept(others, policy), certificate],
        note: body.note || words(certificate),
        author: actorOf(principal),
        at: s.now(),
      });
      if (!next) throw conflict;
      s.publish.policyChanged(tx, project, next.revision);
      return { certificate, revision: next.revision };
    });
