/** Part of a file, which the media store keeps under its hash; the parts of a file follow one another. */
export type FilePart = { hash: string; size: number };
