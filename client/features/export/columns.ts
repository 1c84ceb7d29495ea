/** One column of an export. */
export type ExportColumn = { name: string; meaning: string };

/** The columns in their order, as both formats have them. */
export const exportColumns: readonly ExportColumn[] = [
  { name: 'key', meaning: 'The sender’s own id of the item; unique in the project' },
  {
    name: 'payload',
    meaning: 'What people saw, by reference: the file’s SHA-256, an address, or the text or row itself',
  },
  { name: 'inputs', meaning: 'The measured numbers and categories sent with the item' },
  { name: 'value', meaning: 'The label in force' },
  { name: 'source', meaning: 'Who stands behind it: auto, human, consensus or adjudicated' },
  { name: 'confidence', meaning: 'How sure the model was, from 0 to 1; empty where it did not say' },
  { name: 'model', meaning: 'The model version, as name@version' },
  { name: 'model_value', meaning: 'What the model answered' },
  { name: 'agreed', meaning: 'Whether people’s answer is the model’s; empty where no person has looked' },
  {
    name: 'arm',
    meaning: 'assisted (suggestion in sight) or blind (withheld); empty where no person was asked',
  },
  {
    name: 'review_probability',
    meaning: 'π: how probable it was, before any draw, that a person reviews the item',
  },
  { name: 'weight', meaning: '1/π, for estimates over reviewed rows; empty where π is 0' },
  { name: 'policy_revision', meaning: 'The policy that routed the item' },
  { name: 'schema_revision', meaning: 'The label schema that the answer belongs to' },
  { name: 'decided_at', meaning: 'When the label came into force (RFC 3339, UTC)' },
  { name: 'inspectors', meaning: 'How many people’s decisions it stands on' },
];
