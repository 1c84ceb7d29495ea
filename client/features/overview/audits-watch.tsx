import { useQuery } from '@tanstack/react-query';
import { auditsQuery, useMay } from '../../api/queries.ts';
import { AuditsAlert } from '../../ui/audits-alert.tsx';

/** Tells those who read the evidence where the audits fall behind. */
export const AuditsWatch = ({ project }: { project: string }) => {
  const audits = useQuery({ ...auditsQuery(project), enabled: useMay('evidence.read') });
  return audits.data === undefined ? null : <AuditsAlert audits={audits.data} />;
};
