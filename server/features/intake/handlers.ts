import { once } from 'node:events';
import type { Problem } from '../../contract/problems.ts';
import type { Context, Handlers, ProjectState, Services } from '../../http/handler.ts';
import { lines, type Line } from '../../datasets/sources/lines.ts';
import { contentType, parseJson, readBody } from '../../http/body.ts';
import { problemFrom } from '../../http/problems.ts';
import { AppError } from '../../errors.ts';
import { createCollector } from './collector.ts';
import type { Receipt } from '../../contract/submissions.ts';
import type { intakeContract, Result } from './contract.ts';
import { createDecider } from './decide.ts';
import { prepare, type Prepared } from '../../submissions/prepare.ts';
import { lineTooLong, mayBeArray, recordTooLarge } from './records.ts';
import { told } from '../../domain/told.ts';

/** Records of one request that are prepared and stored at the same time. */
const inFlight = 500;

const keyIn = (record: unknown): string | null =>
  typeof record === 'object' && record !== null && 'key' in record && typeof record.key === 'string'
    ? record.key
    : null;

export const intakeHandlers = (services: Services): Handlers<typeof intakeContract> => {
  const { config, log, metrics } = services;
  const collect = createCollector(services);

  const take = async (project: ProjectState, prepared: Prepared): Promise<Receipt> => {
    const receipt = await collect(project, prepared);
    metrics.submissionTaken(receipt, prepared.latencyMs);
    return receipt;
  };
  const decideOne = createDecider(services, take);

  const submitOne = async (project: ProjectState, record: unknown): Promise<Receipt> =>
    take(project, await prepare(services, project, record));

  /** The problem of a record that was kept out. */
  const refused = (error: unknown): Problem => {
    const problem = problemFrom(error);
    metrics.submissionRefused(problem.code);
    return problem;
  };

  /** The result of one record of a batch, which never throws: a bad record harms only itself. */
  const resultOf = async (
    project: ProjectState,
    line: number,
    read: () => unknown,
    measured = false,
  ): Promise<Result> => {
    let record: unknown;
    try {
      record = read();
      if (measured) refuseTooLarge(record);
      return await submitOne(project, record);
    } catch (error) {
      if (!(error instanceof AppError)) log.error({ err: error }, 'a record could not be stored');
      return { key: keyIn(record), line, problem: refused(error) };
    }
  };

  const recordIn = (text: Line): unknown => {
    if (text === null) throw lineTooLong(config.maxRecordBytes);
    return parseJson(text);
  };

  const refuseTooLarge = (record: unknown): void => {
    if (Buffer.byteLength(JSON.stringify(record)) > config.maxRecordBytes)
      throw recordTooLarge(config.maxRecordBytes);
  };

  const submitArray = async (
    project: ProjectState,
    records: unknown[],
    measured: boolean,
  ): Promise<Result[]> => {
    if (records.length > config.maxBatchRecords)
      throw new AppError('body_too_large', {
        detail: told`${records.length} records are more than ${config.maxBatchRecords}; send a stream of NDJSON`,
      });
    const results: Result[] = [];
    for (let i = 0; i < records.length; i += inFlight)
      results.push(
        ...(await Promise.all(
          records
            .slice(i, i + inFlight)
            .map((record, j) => resultOf(project, i + j + 1, () => record, measured)),
        )),
      );
    return results;
  };

  /** Answers an NDJSON stream by another, line for line, reading no faster than the caller reads the results. */
  const submitStream = async ({
    project,
    request,
    response,
    signal,
  }: Context<typeof intakeContract.submit>) => {
    response.status(200).type('application/x-ndjson');
    response.flushHeaders();
    let line = 0;
    try {
      for await (const group of lines(request, config.maxRecordBytes)) {
        for (let i = 0; i < group.length; i += inFlight) {
          const results = await Promise.all(
            group.slice(i, i + inFlight).flatMap((text) => {
              line += 1;
              return text?.trim() === '' ? [] : [resultOf(project, line, () => recordIn(text))];
            }),
          );
          const wanted = response.write(results.map((r) => `${JSON.stringify(r)}\n`).join(''));
          if (!wanted && !signal.aborted) await once(response, 'drain', { signal });
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      // What came before is stored and answered; this last line says why the rest was not read.
      response.write(`${JSON.stringify({ key: null, line: line + 1, problem: problemFrom(error) })}\n`);
      response.end(() => request.destroy());
      return;
    }
    response.end();
  };

  return {
    decide: async ({ project, request }) => {
      const type = contentType(request);
      if (type !== 'application/json')
        throw new AppError('unsupported_media_type', {
          detail: told`send application/json, not ${type || 'an unnamed type'}`,
        });
      const bytes = await readBody(request, config.maxRecordBytes);
      try {
        return await decideOne(project, parseJson(bytes.toString('utf8')));
      } catch (error) {
        refused(error);
        throw error;
      }
    },
    submit: async (context) => {
      const { project, request } = context;
      const type = contentType(request);
      if (type === 'application/x-ndjson' || type === 'application/ndjson') {
        await submitStream(context);
        return [];
      }
      if (type !== 'application/json')
        throw new AppError('unsupported_media_type', {
          detail: told`send application/json or application/x-ndjson, not ${type || 'an unnamed type'}`,
        });
      const bytes = await readBody(request, config.maxBatchBytes, (start) =>
        mayBeArray(start) ? config.maxBatchBytes : config.maxRecordBytes,
      );
      const body = parseJson(bytes.toString('utf8'));
      if (!Array.isArray(body))
        return submitOne(project, body).catch((error: unknown) => {
          refused(error);
          throw error;
        });
      // Only there can a record be larger than is allowed, and measuring it costs as much as parsing.
      return submitArray(project, body, bytes.length > config.maxRecordBytes);
    },
  };
};
