/** Keys that one entry of the audit log names, at most. */
const mostNamed = 50;

/** What an entry of the audit log tells of the items of these keys: the one or how many as its subject, and which. */
export const auditedItems = (keys: readonly string[]): { subject: string; items: string[] } => ({
  subject: keys.length === 1 ? (keys[0] ?? '') : `${keys.length} items`,
  items: keys.slice(0, mostNamed),
});
