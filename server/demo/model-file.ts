import { hash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type DigitModel, modelShape, type TrainingSettings } from './model.ts';

/** Raised whenever training or the file changes such that older files are no good. */
const formatVersion = 2;

const settings = z.strictObject({
  hidden: z.number().int().positive(),
  examples: z.number(),
  epochs: z.number(),
  batch: z.number(),
  learningRate: z.number(),
  momentum: z.number(),
  seed: z.number(),
}) satisfies z.ZodType<TrainingSettings>;

/** The first line of a model file; the weights follow it as little-endian 32-bit floats. */
const Header = z.object({ format: z.literal(formatVersion), settings, checksum: z.string() });

const sha256 = (data: Uint8Array): string => hash('sha256', data, 'hex');

/** Writes a model to a file, all or nothing: readers see the whole of it or what stood there before. */
export const saveModel = async (model: DigitModel, file: string): Promise<void> => {
  const parts = [model.inputWeights, model.inputBias, model.outputWeights, model.outputBias];
  const weights = Buffer.concat(
    parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
  );
  const header: z.infer<typeof Header> = {
    format: formatVersion,
    settings: model.settings,
    checksum: sha256(weights),
  };
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), weights]));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

const parseHeader = (line: string): z.infer<typeof Header> | null => {
  try {
    return Header.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
};

/** Reads a model, where `asked` is given one of these settings; null where the file is missing, another's, stale or damaged. */
export const loadModel = async (file: string, asked?: TrainingSettings): Promise<DigitModel | null> => {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return null;
  const lineEnd = bytes.indexOf('\n');
  const header = parseHeader(bytes.toString('utf8', 0, Math.max(lineEnd, 0)));
  if (header === null || (asked && !isDeepStrictEqual(header.settings, asked))) return null;

  // Floats start at a multiple of four bytes only in a buffer of their own.
  const weights = Uint8Array.from(bytes.subarray(lineEnd + 1));
  const shape = modelShape(header.settings.hidden);
  const expected = shape.reduce((sum, length) => sum + length, 0) * Float32Array.BYTES_PER_ELEMENT;
  if (weights.length !== expected || sha256(weights) !== header.checksum) return null;
  let start = 0;
  const next = (length: number): Float32Array => {
    const part = new Float32Array(weights.buffer, start, length);
    start += part.byteLength;
    return part;
  };
  return {
    settings: header.settings,
    inputWeights: next(shape[0]),
    inputBias: next(shape[1]),
    outputWeights: next(shape[2]),
    outputBias: next(shape[3]),
  };
};
