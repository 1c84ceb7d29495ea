import { buffer } from 'node:stream/consumers';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Database } from '../../../db/database.ts';
import { mediaOfProject } from '../../../db/queries/media.ts';
import type { ProjectState } from '../../http/handler.ts';
import type { MediaStore } from '../store.ts';
import type { FeatureValues } from './kind-features.ts';
import { kindFeatures } from './registry.ts';

/** Files whose features are kept in memory, so that each is worked out once. */
const filesAtMost = 20_000;

/** Works out of items, by themselves, those features that their project monitors. */
export type Features = {
  /** Of a payload that refers to no file. */
  ofPayload(project: ProjectState, payload: object): FeatureValues;
  /** Of a file of the project; `bytes` where they are at hand. What cannot be read has none, and fails nothing. */
  ofFile(project: ProjectState, hash: string, bytes?: Uint8Array): Promise<FeatureValues>;
};

/** Names of what is monitored among what can be worked out. */
const wantedOf = ({ itemKind, monitoredInputs }: ProjectState): string[] => {
  const { inputs, hasOwnNames = false } = kindFeatures[itemKind];
  return monitoredInputs
    .map(({ name }) => name)
    .filter((name) => hasOwnNames || inputs.some((input) => input.name === name));
};

const pick = (values: FeatureValues, wanted: readonly string[]): FeatureValues =>
  Object.fromEntries(wanted.flatMap((name) => (name in values ? [[name, values[name] ?? null]] : [])));

type Options = { db: Database; media: MediaStore; log: Logger };

export const createFeatures = ({ db, media, log }: Options): Features => {
  const known = new LRUCache<string, Promise<FeatureValues | null>>({ max: filesAtMost });

  const read = async (project: ProjectState, hash: string): Promise<Uint8Array | null> => {
    const isOfProject = await db.read((q) => mediaOfProject(q, project.id, hash));
    const file = isOfProject && (await media.open(hash));
    return file ? buffer(file.stream) : null;
  };

  /** Null: nothing is known of the file yet. */
  const workOut = async (
    project: ProjectState,
    hash: string,
    given?: Uint8Array,
  ): Promise<FeatureValues | null> => {
    const bytes = given ?? (await read(project, hash));
    if (bytes === null) return null;
    return kindFeatures[project.itemKind].ofFile(bytes).catch((error: unknown) => {
      log.info({ err: error, media: hash }, 'nothing can be worked out of a file');
      return {};
    });
  };

  const once = async (project: ProjectState, hash: string, bytes?: Uint8Array): Promise<FeatureValues> => {
    const key = `${project.id} ${hash}`;
    const working = known.get(key) ?? workOut(project, hash, bytes);
    known.set(key, working);
    const values = await working.catch((error: unknown) => {
      log.warn({ err: error, media: hash }, 'a file could not be read for its features');
      return null;
    });
    if (values === null) known.delete(key);
    return values ?? {};
  };

  return {
    ofPayload: (project, payload) => {
      const wanted = wantedOf(project);
      return wanted.length === 0 ? {} : pick(kindFeatures[project.itemKind].ofPayload(payload), wanted);
    },
    ofFile: async (project, hash, bytes) => {
      const wanted = wantedOf(project);
      return wanted.length === 0 ? {} : pick(await once(project, hash, bytes), wanted);
    },
  };
};
