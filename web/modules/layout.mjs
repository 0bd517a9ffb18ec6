// Lays a graph out: boxes in layers from left to right, those of one stage together. The worker that
// explores calls this; what it passes and gets is in web/src/components/explore/messages.rs.
//
// Not here: which part of a graph is drawn, and how.

import { Graph, layout as arrange } from "@dagrejs/dagre";

const GROUP = "stage ";

/** Where everything stands: the same, with places. */
export function layout(text) {
  const drawn = JSON.parse(text);
  const graph = new Graph({ compound: true }).setDefaultEdgeLabel(() => ({}));
  graph.setGraph({ rankdir: "LR", ranksep: 64, nodesep: 16, edgesep: 12, marginx: 16, marginy: 16 });
  const stages = new Set();
  drawn.nodes.forEach(({ width, height, stage, state }, index) => {
    graph.setNode(String(index), { width, height });
    if (state === null) return;
    stages.add(stage);
    if (!graph.hasNode(GROUP + stage)) graph.setNode(GROUP + stage, {});
    graph.setParent(String(index), GROUP + stage);
  });
  for (const { from, to } of drawn.edges) graph.setEdge(String(from), String(to));
  arrange(graph);
  const { width, height } = graph.graph();
  const nodes = drawn.nodes.map((node, index) => ({ ...node, ...at(graph.node(String(index))) }));
  const groups = [...stages].map((stage) => {
    const { width, height, ...place } = graph.node(GROUP + stage);
    return { label: stage, note: "", stage, state: null, marked: false, ...at(place), width, height };
  });
  const edges = drawn.edges.map((edge) => {
    const { points } = graph.edge(String(edge.from), String(edge.to));
    return { ...edge, points: points.map(({ x, y }) => [x, y]) };
  });
  return JSON.stringify({ ...drawn, width, height, groups, nodes, edges });
}

const at = ({ x, y }) => ({ x, y });
