/** The type of files that hold labels: they are fetched as the datasets that they are part of, never by their hash. */
export const datasetType = 'application/gzip';
