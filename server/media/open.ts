import type { Config } from '../config.ts';
import { openDiskStore } from './disk.ts';
import type { MediaStore } from './store.ts';

/** Opens the media store of the settings; throws, naming the setting at fault, where it cannot be reached. */
export const openMediaStore = async ({
  bucket,
  dataDir,
}: Pick<Config, 'bucket' | 'dataDir'>): Promise<MediaStore> => {
  if (bucket === null) return openDiskStore(`${dataDir}/media`);
  // Amazon's client takes longer to load than all the rest: only those who use it wait for it.
  const { openBucketStore } = await import('./s3.ts');
  return openBucketStore(bucket);
};
