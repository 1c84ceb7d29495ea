import { t } from '@lingui/core/macro';
import { auditLogContract } from '../../../server/features/audit-log/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { AdminsOnly, Permitted } from '../../ui/permitted.tsx';
import { AuditLog } from './audit-log.tsx';

/** Who changed what in the project, newest first. */
export const AuditLogPage = () => {
  const { slug: project } = useProject();
  return (
    <Permitted title={t`Audit log`} needs="audit.read">
      <PageHeader
        title={t`Audit log`}
        description={t`Every change of policy, label schema, people, keys and settings of this project. Nothing here can be changed or removed.`}
      />
      <AuditLog
        queryKey={keys.auditLog(project)}
        fetchPage={(query, signal) => call(auditLogContract.project, { params: { project }, query, signal })}
        withProject={false}
      />
    </Permitted>
  );
};

/** Who changed what anywhere on the server, newest first. */
export const ServerAuditLogPage = () => (
  <AdminsOnly title={t`Server audit log`}>
    <PageHeader
      title={t`Server audit log`}
      description={t`Every change in every project, and of the accounts of this server. Nothing here can be changed or removed.`}
    />
    <AuditLog
      queryKey={keys.serverAuditLog}
      fetchPage={(query, signal) => call(auditLogContract.server, { query, signal })}
      withProject
    />
  </AdminsOnly>
);
