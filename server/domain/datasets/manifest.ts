import type { LabelSchema } from '../label-schema.ts';
import type { ItemKindName, LabelSource } from '../words.ts';
import type { DatasetQuery } from './query.ts';
import type { Split } from './splits.ts';

/** Rows by class, or by whatever else they are told apart by. */
export type Counts = Record<string, number>;

/** What is known of a snapshot beside its rows. */
export type Manifest = {
  /** The snapshot's id and name, and the project that it is of. */
  id: string;
  name: string;
  project: { slug: string; name: string; question: string; itemKind: ItemKindName };
  /** RFC 3339 in UTC: labels as they were then. */
  asOf: string;
  query: DatasetQuery;
  /** The snapshot that it goes on from; null: none. */
  parent: string | null;
  /** SHA-256, in hex, of the rows as canonical JSON, each with a line feed. */
  hash: string;
  schema: LabelSchema;
  schemaRevision: number;
  /** The version of Countersign that made it. */
  codeVersion: string;
  /** By the terms of which licence it may be used; '' where nothing was said. */
  licence: string;
  rows: number;
  unlabelled: number;
  bySplit: Record<Split, number>;
  bySource: Record<LabelSource, number>;
  /** Labels that are one class, or several; empty for other kinds. */
  byClass: Counts;
  /** The same within each split. */
  byClassAndSplit: Record<Split, Counts>;
  byModel: Counts;
  byPolicyRevision: Counts;
  bySchemaRevision: Counts;
  /** Rows by confidence of the prediction, in ten bins of equal width from 0 to 1. */
  confidence: number[];
  opinions: number;
  /** Mean of the rows' `agreement`; null: no row has any. */
  agreement: number | null;
  /** Rows that people decided on with a known positive π, and the sum of their weights. */
  weighted: { rows: number; sum: number };
  audits: number;
};
