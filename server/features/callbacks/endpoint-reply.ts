import type { Queryable } from '../../../db/database.ts';
import { endpointCounts, type EndpointRow } from '../../../db/queries/callbacks.ts';
import { AppError } from '../../errors.ts';
import type { Endpoint } from './contract.ts';
import { told } from '../../domain/told.ts';

const day = 86_400_000;

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** Endpoints as replies tell them: never their secrets. */
export const tellEndpoints = async (q: Queryable, rows: EndpointRow[], now: number): Promise<Endpoint[]> => {
  const counts = await endpointCounts(
    q,
    rows.map(({ id }) => id),
    now - day,
  );
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    description: row.description,
    events: row.events,
    createdBy: row.createdBy.name,
    createdAt: iso(row.createdAt),
    disabledAt: isoOrNull(row.disabledAt),
    disabledReason: row.disabledReason,
    secrets: row.secrets
      .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
      .map(({ createdAt, expiresAt }) => ({ createdAt: iso(createdAt), expiresAt: isoOrNull(expiresAt) })),
    health: {
      pending: counts.get(row.id)?.pending ?? 0,
      failedLastDay: counts.get(row.id)?.failed ?? 0,
      failingSince: isoOrNull(row.failingSince),
      lastSuccessAt: isoOrNull(row.lastSuccessAt),
      pausedUntil: row.pausedUntil !== null && row.pausedUntil > now ? iso(row.pausedUntil) : null,
    },
  }));
};

/** One endpoint as replies tell it. */
export const tellEndpoint = async (q: Queryable, row: EndpointRow, now: number): Promise<Endpoint> => {
  const [endpoint] = await tellEndpoints(q, [row], now);
  if (!endpoint) throw new Error('an endpoint was not told');
  return endpoint;
};

/** What is answered where the path names no endpoint of the project. */
export const noSuchEndpoint = (): AppError =>
  new AppError('not_found', { detail: told`no such callback endpoint in this project` });
