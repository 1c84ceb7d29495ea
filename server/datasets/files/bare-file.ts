import type { DatasetFile, DatasetFormat, DatasetSource } from './dataset-format.ts';

/** The data of a format that has a single file, by itself and with its content type; null where it has several. */
export const bareFile = async (
  format: DatasetFormat,
  source: DatasetSource,
): Promise<(DatasetFile & { contentType: string }) | null> => {
  if (format.bare === null) return null;
  for await (const file of format.files(source)) return { ...file, contentType: format.bare };
  return null;
};
