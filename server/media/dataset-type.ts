/** The type of files that hold labels: they are fetched as the datasets that they are part of, never by their hash. */
export const datasetType = 'application/gzip';

/** The type of the parts of files that are imported: they may hold labels too, and are never fetched. */
export const importType = 'application/octet-stream';
