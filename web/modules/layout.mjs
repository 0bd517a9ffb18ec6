// Lays a graph out: boxes in layers from left to right, those of one stage together. The worker that
// explores calls this; what it passes and gets is in web/src/components/explore/messages.rs.
//
// Not here: which part of a graph is drawn, and how.

import { Graph, layout as arrange } from "@dagrejs/dagre";

const GROUP = "stage ";

/** So high is what stands above the boxes of a stage. */
const HEADING = 20;

/** So much stands between a line and the edge of the drawing. */
const EDGE = 8;

/** Where everything stands: the same, with places. */
export function layout(text) {
  const drawn = JSON.parse(text);
  const graph = new Graph({ compound: true }).setDefaultEdgeLabel(() => ({}));
  graph.setGraph({ rankdir: "LR", ranksep: 80, nodesep: 16, edgesep: 12, marginx: 16, marginy: 16 + HEADING });
  const stages = new Set();
  const opened = new Set(drawn.nodes.filter(({ state }) => state !== null).map(({ stage }) => stage));
  drawn.nodes.forEach(({ width, height, stage, state }, index) => {
    graph.setNode(String(index), { width, height });
    if (state === null && !opened.has(stage)) return;
    stages.add(stage);
    if (!graph.hasNode(GROUP + stage)) graph.setNode(GROUP + stage, {});
    graph.setParent(String(index), GROUP + stage);
  });
  for (const { from, to } of drawn.edges) graph.setEdge(String(from), String(to));
  arrange(graph);
  const { width, height } = whole(graph);
  const nodes = drawn.nodes.map((node, index) => ({ ...node, ...at(graph.node(String(index))) }));
  const groups = [...stages].map((stage) => {
    const { x, y, width, height } = graph.node(GROUP + stage);
    const above = { x, y: y - HEADING / 2, width, height: height + HEADING };
    return { label: stage, lines: [], note: "", stage, state: null, marked: false, ...above };
  });
  const edges = drawn.edges.map((edge) => {
    const { points } = graph.edge(String(edge.from), String(edge.to));
    return { ...edge, points: points.map(({ x, y }) => [x, y]) };
  });
  return JSON.stringify({ ...drawn, width, height, groups, nodes, edges });
}

/** Moves everything to where nothing is cut off: lines may lie outside of what dagre takes for its size. */
function whole(graph) {
  const { width, height } = graph.graph();
  const lines = graph.edges().map((edge) => graph.edge(edge));
  const points = lines.flatMap(({ points }) => points);
  const [left, top] = ["x", "y"].map((axis) => Math.min(0, ...points.map((point) => point[axis] - EDGE)));
  for (const place of [...graph.nodes().map((node) => graph.node(node)), ...points]) {
    place.x -= left;
    place.y -= top;
  }
  const [right, bottom] = ["x", "y"].map((axis) => Math.max(0, ...points.map((point) => point[axis] + EDGE)));
  return { width: Math.max(width - left, right), height: Math.max(height - top, bottom) };
}

const at = ({ x, y }) => ({ x, y });
