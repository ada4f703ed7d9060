// Lays the models of the score file out with elkjs and with Mermaid, and prints a line for each beside ours.
//
//   node peers.mjs GRAPHS.json      (cargo xtask scores --peers writes the file and runs this)
//
// The columns are crossings / bends / smallest text in pixels in a column of 750. Places where two lines cross, and
// corners of a line, count once each; a hook of less than a pixel, which nobody sees, is not a corner. Mermaid draws the
// text that a book without SVG would have: with the ELK layout of its own release, with the one before it, and with its
// usual layout. Lines of the usual layout are curves without corners; to count crossings, they are drawn straight.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { launch } from "./browser.mjs";

const COLUMN = 750;
const SMALLEST_FONT = 11;
const MERMAID_FONT = 16;
/** So many pixels are not seen. */
const UNSEEN = 1;
/** Mermaid's ELK layout, and the last one before its layering and its ports changed. */
const LAYOUTS = ["@mermaid-js/layout-elk", "layout-elk-0"];
const TYPES = { ".mjs": "text/javascript", ".js": "text/javascript", ".json": "application/json" };

const here = import.meta.dirname;
const require = createRequire(import.meta.url);
const ELK = require("elkjs/lib/elk.bundled.js");
const version = (name) => JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8")).version;

const models = JSON.parse(readFileSync(process.argv[2], "utf8"));
const browser = await launch();
try {
  await main();
} finally {
  await browser.close();
}

async function main() {
  const mermaid = Object.fromEntries(await Promise.all(LAYOUTS.map(async (name) => [name, await mermaidPage(name)])));
  const programs = [
    ["ours", async (model) => model.ours],
    [`elkjs ${version("elkjs")}`, (model) => elk(model, true)],
    ["elkjs, system open", (model) => elk(model, false)],
    ...LAYOUTS.map((name) => [`Mermaid + layout-elk ${version(name)}`, (model) => drawn(mermaid[name], model, "elk")]),
    [`Mermaid ${version("mermaid")}`, (model) => drawn(mermaid[LAYOUTS[0]], model, "dagre")],
  ];
  const sums = programs.map(() => [0, null, 0]);
  const row = (cells) => console.log(`| ${cells.join(" | ")} |`);
  row(["model", ...programs.map(([name]) => name)]);
  row(["---", ...programs.map(() => "---")]);
  for (const model of models) {
    const cells = [];
    for (const [at, [, measure]] of programs.entries()) {
      const { crossings, bends, px } = await measure(model);
      sums[at] = [sums[at][0] + crossings, bends === null ? null : sums[at][1] + bends, sums[at][2] + (px < 7 ? 1 : 0)];
      cells.push(`${crossings} / ${bends ?? "–"} / ${px.toFixed(1)}`);
    }
    row([model.name, ...cells]);
  }
  row(["sum (below 7 px)", ...sums.map(([one, two, small]) => `${one} / ${two ?? "–"} (${small})`)]);
}

/** The height of text in a column. */
function px(font, width) {
  return (font * COLUMN) / Math.max(COLUMN, width);
}

/** elkjs, layered, downwards, with our sizes; `isClosed` says whether the system's boundary is around its parts. */
async function elk(model, isClosed) {
  const nodes = new Map();
  const padding = ([, height]) => ({ "elk.padding": `[top=${height + 18},left=14,bottom=14,right=14]` });
  const root = { id: "root", children: [], edges: [], layoutOptions: {
    "elk.algorithm": "layered",
    "elk.direction": "DOWN",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.hierarchyHandling": "INCLUDE_CHILDREN",
    "elk.layered.thoroughness": "30",
    "elk.edgeLabels.inline": "true",
    "elk.spacing.nodeNode": "30",
    "org.eclipse.elk.json.shapeCoords": "ROOT",
    "org.eclipse.elk.json.edgeCoords": "ROOT",
  } };
  for (const { id, title, parent } of model.groups) {
    const group = { id: `group ${id}`, children: [], layoutOptions: padding(title) };
    nodes.set(group.id, group);
    const around = nodes.get(`group ${parent}`);
    if (id !== "" || isClosed) (around ?? root).children.push(group);
  }
  const within = (group) => (group === "" && !isClosed ? root : nodes.get(`group ${group}`)) ?? root;
  if (!isClosed) for (const { id, parent } of model.groups) if (parent === "") root.children.push(nodes.get(`group ${id}`));
  for (const { id, width, height, group } of model.boxes) within(group).children.push({ id, width, height });
  model.lines.forEach(({ from, to, label }, number) => {
    const labels = label ? [{ text: "label", width: label[0], height: label[1] }] : [];
    root.edges.push({ id: `line ${number}`, sources: [from], targets: [to], labels });
  });
  const laid = await new ELK().layout(root);
  const edges = (node) => [...(node.edges ?? []), ...(node.children ?? []).flatMap(edges)];
  const lines = edges(laid).map(({ sections = [] }) =>
    sections.map(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]));
  return { ...counted(lines), px: px(SMALLEST_FONT, laid.width) };
}

/** A page with Mermaid and an ELK layout, from files: nothing comes from a network. */
async function mermaidPage(layout) {
  const page = await browser.newPage();
  await page.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: "<!doctype html><body></body>" });
    try {
      const body = readFileSync(join(here, "node_modules", pathname));
      return route.fulfill({ contentType: TYPES[extname(pathname)] ?? "application/octet-stream", body });
    } catch {
      return route.abort();
    }
  });
  await page.goto("http://peers.invalid/");
  await page.evaluate(async (layout) => {
    const { default: mermaid } = await import("/mermaid/dist/mermaid.esm.min.mjs");
    const { default: layouts } = await import(`/${layout}/dist/mermaid-layout-elk.esm.min.mjs`);
    mermaid.registerLayoutLoaders(layouts);
    globalThis.mermaid = mermaid;
  }, layout);
  return page;
}

/** What Mermaid draws. */
async function drawn(page, model, layout) {
  const { lines, width } = await page.evaluate(async ([text, layout, name]) => {
    mermaid.initialize({ startOnLoad: false, layout, maxEdges: 2000, flowchart: { curve: "linear", useMaxWidth: false } });
    const { svg } = await mermaid.render(`${name}-${layout}`, text);
    document.body.innerHTML = svg;
    const picture = document.querySelector("svg");
    const lines = [...picture.querySelectorAll("path.flowchart-link")].map((path) => {
      const points = [];
      const matrix = path.getCTM();
      for (const [, command, list] of path.getAttribute("d").matchAll(/([A-Z])([^A-Z]*)/g)) {
        let numbers = list.match(/-?[\d.]+(?:e-?\d+)?/g).map(Number);
        // An arc is where a line hops over another one: only its end is a place of the line.
        if (command === "A") numbers = numbers.slice(-2);
        for (let at = 0; at + 1 < numbers.length; at += 2) {
          const { x, y } = new DOMPoint(numbers[at], numbers[at + 1]).matrixTransform(matrix);
          points.push({ x, y });
        }
      }
      return [points];
    });
    return { lines, width: picture.viewBox.baseVal.width };
  }, [model.mermaid, layout, model.name]);
  const { crossings, bends } = counted(lines);
  return { crossings, bends: layout === "elk" ? bends : null, px: px(MERMAID_FONT, width) };
}

/** Crossings and bends; a line is a list of strokes, each a list of points. */
function counted(lines) {
  let bends = 0;
  const segments = [];
  lines.forEach((strokes, line) => {
    const corners = new Set();
    for (const points of strokes.map(straight)) {
      points.slice(1, -1).forEach(({ x, y }) => corners.add(`${Math.round(x)} ${Math.round(y)}`));
      points.slice(1).forEach((to, at) => segments.push({ line, from: points[at], to }));
    }
    bends += corners.size;
  });
  const places = new Set();
  segments.forEach((one, at) => {
    for (const other of segments.slice(at + 1)) {
      const place = one.line === other.line ? null : crossing(one, other);
      if (place) places.add(`${Math.round(place.x)} ${Math.round(place.y)}`);
    }
  });
  return { crossings: places.size, bends };
}

/** Points without those between two others on one line. */
function straight(points) {
  const kept = [];
  for (const point of points) {
    const [before, last] = kept.slice(-2);
    if (last && distance(point, last) < UNSEEN) continue;
    if (before && last && Math.abs(turn(before, last, point)) < UNSEEN * distance(before, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function distance(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** Twice the area of a triangle; its sign says to which side the way turns. */
function turn(a, b, c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** The place where the insides of two segments cross. */
function crossing(one, other) {
  const [a, b, c, d] = [one.from, one.to, other.from, other.to];
  const [from, to] = [turn(c, d, a), turn(c, d, b)];
  if (from * to >= -1e-6 || turn(a, b, c) * turn(a, b, d) >= -1e-6) return null;
  const share = from / (from - to);
  return { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
}
