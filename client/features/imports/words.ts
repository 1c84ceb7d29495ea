import { t } from '@lingui/core/macro';
import type { ImportedAs, ImportState, SourceFormatName } from '../../../server/domain/imports/words.ts';

/** In what a file is written. */
export const formatWords: Record<SourceFormatName, string> = {
  jsonl: t`JSON Lines`,
  csv: t`CSV`,
  label_studio: t`Label Studio (JSON)`,
  parquet: t`Parquet`,
};

/** Where an import stands. */
export const stateWords: Record<ImportState, string> = {
  uploaded: t`Not started`,
  running: t`Under way`,
  done: t`Done`,
  cancelled: t`Cancelled`,
  failed: t`Failed`,
};

/** The colour of each state. */
export const stateColors: Record<ImportState, string> = {
  uploaded: 'gray',
  running: 'blue',
  done: 'teal',
  cancelled: 'gray',
  failed: 'red',
};

/** What the labels of a file become. */
export const asWords: Record<ImportedAs, { title: string; meaning: string }> = {
  history: {
    title: t`History`,
    meaning: t`Items come in labelled, as they were. They are no evidence on any model and count in no estimate.`,
  },
  gold: {
    title: t`Gold`,
    meaning: t`What is known of these items: inspectors are given them among their reviews, and held against it.`,
  },
  none: {
    title: t`Nothing`,
    meaning: t`The items alone come in, and are routed by the policy as if they had been submitted.`,
  },
};

/** What each field is, in a select; a payload's parts and inputs are told by their names. */
export const fieldWords: Record<string, string> = {
  key: t`Key of the item`,
  payload: t`Payload, as a whole`,
  inputs: t`Inputs, as a whole`,
  value: t`Label`,
  model: t`Model, name@version`,
  model_value: t`Answer of the model`,
  confidence: t`Confidence of the model`,
  scores: t`Scores by class`,
  occurred_at: t`When it occurred`,
  priority: t`Priority`,
  unit: t`Unit of assignment`,
};
