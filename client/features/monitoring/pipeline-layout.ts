import { Graph, layout } from '@dagrejs/dagre';

/** How large a step is drawn, in pixels. */
export const stepSize = { width: 224, height: 166 } as const;

type Place = { left: number; top: number };
type Point = { x: number; y: number };

/** Where each step is drawn, and the lines between them as SVG paths, in pixels. */
export type PipelineLayout = {
  width: number;
  height: number;
  places: ReadonlyMap<string, Place>;
  lines: { from: string; to: string; path: string }[];
};

const placeOf = ({ x, y }: Point): Place => ({
  left: x - stepSize.width / 2,
  top: y - stepSize.height / 2,
});

const pathOf = (points: readonly Point[]): string =>
  points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** Kept free around all that is drawn. */
const margin = 6;

/** From the right side of one step, by what dagre goes around, to the left side of another. */
const lineBetween = (from: Place, to: Place, points: readonly Point[]): Point[] => {
  const middle = stepSize.height / 2;
  return [
    { x: from.left + stepSize.width, y: from.top + middle },
    ...points.slice(1, -1),
    { x: to.left, y: to.top + middle },
  ];
};

/** Lays a pipeline out from left to right, each step to the right of those that it comes after. */
export const layOut = (steps: readonly { name: string; after: readonly string[] }[]): PipelineLayout => {
  const graph = new Graph<object, Point, { points: Point[] }>();
  graph.setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 56 });
  for (const { name } of steps) graph.setNode(name, { ...stepSize } as never); // a place comes of its size
  for (const { name, after } of steps) for (const before of after) graph.setEdge(before, name, {} as never); // and points of no more than an edge
  layout(graph);
  const drawn = new Map(steps.map(({ name }) => [name, placeOf(graph.node(name))]));
  const found = graph.edges().flatMap(({ v, w }) => {
    const [from, to] = [drawn.get(v), drawn.get(w)];
    return from && to ? [{ from: v, to: w, points: lineBetween(from, to, graph.edge(v, w).points) }] : [];
  });
  // Lines may pass above and below all steps.
  const heights = found.flatMap(({ points }) => points.map(({ y }) => y));
  const tops = [...drawn.values()].map(({ top }) => top);
  const top = Math.min(...tops, ...heights) - margin;
  const bottom = Math.max(...tops.map((y) => y + stepSize.height), ...heights) + margin;
  const right = Math.max(...[...drawn.values()].map(({ left }) => left + stepSize.width));
  return {
    width: right + 2 * margin,
    height: bottom - top,
    places: new Map(
      [...drawn].map(([name, place]) => [name, { left: place.left + margin, top: place.top - top }]),
    ),
    lines: found.map(({ from, to, points }) => ({
      from,
      to,
      path: pathOf(points.map(({ x, y }) => ({ x: x + margin, y: y - top }))),
    })),
  };
};
