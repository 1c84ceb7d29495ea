import { hasAlarmed, thresholdStates } from '../server/domain/certified.ts';
import type { LadderFacts } from '../server/domain/ladder.ts';
import { advanceCertification } from './advance-certification.ts';
import type { Queryable } from './database.ts';
import { modelEvidence, predictingModels } from './queries/evidence.ts';
import type { ProjectInForce } from './queries/projects.ts';

/** Lots of draws that are waited for; a job sees to it that more do not gather. */
const lots = 4;

const total = <T extends { n: number }>(rows: readonly T[], test: (row: T) => boolean): number =>
  rows.reduce((sum, row) => sum + (test(row) ? row.n : 0), 0);

/** The evidence for a project's next step, of the live model version, or else the one heard from last (null: there is none). */
export const ladderFacts = async (
  q: Queryable,
  project: ProjectInForce,
  now: number,
): Promise<{ model: string | null; facts: LadderFacts }> => {
  const [version] = await predictingModels(q, project.id);
  if (!version) {
    const facts = { predicted: 0, compared: 0, agreed: 0, certified: [], overdue: 0, alarmed: false };
    return { model: null, facts };
  }
  const { answers, intake } = await modelEvidence(q, project.id, version.id);
  const progress = await advanceCertification(q, { project, version, now }, lots);
  const state = progress?.point.state ?? null;
  const blind = answers.filter(({ basis }) => basis !== 'assisted');
  return {
    model: version.model,
    facts: {
      predicted: total(intake, () => true),
      compared: total(blind, () => true),
      agreed: total(blind, ({ agreed }) => agreed),
      certified: (state ? thresholdStates(state, null, 1 - project.targetConfidence) : [])
        .filter((point) => point.state === 'certified')
        .map(({ threshold }) => threshold),
      overdue: state?.overdue ?? 0,
      alarmed: project.certificates.some((one) => hasAlarmed(state, one)),
    },
  };
};
