/** How many links or rows each arrow key goes on. */
const steps = {
  ArrowLeft: { links: -1 },
  ArrowRight: { links: 1 },
  ArrowUp: { rows: -1 },
  ArrowDown: { rows: 1 },
} as const;

type ArrowKey = keyof typeof steps;

export const isArrowKey = (key: string): key is ArrowKey => Object.hasOwn(steps, key);

/**
 * Where an arrow key leads from a link in a table, so that every link can be reached: sideways to the next in reading
 * order, up and down to the nearest in the next row that has any; null: there is none.
 */
export const nextLink = (from: HTMLElement, key: ArrowKey): HTMLElement | null => {
  const cell = from.closest('td');
  const row = cell?.closest('tr');
  const body = row?.closest('tbody');
  if (cell === null || !row || !body) return null;
  const step = steps[key];
  if ('links' in step) {
    const links = [...body.querySelectorAll('a')];
    return links[links.findIndex((link) => link === from) + step.links] ?? null;
  }
  for (let r = row.sectionRowIndex + step.rows; ; r += step.rows) {
    const next = body.rows[r];
    if (next === undefined) return null;
    const links = [...next.querySelectorAll('a')];
    const distance = (link: HTMLElement) =>
      Math.abs((link.closest('td')?.cellIndex ?? Infinity) - cell.cellIndex);
    const [first, ...rest] = links;
    if (first !== undefined)
      return rest.reduce((best, link) => (distance(link) < distance(best) ? link : best), first);
  }
};
