// Opens the pages of a built mdBook in a real browser, in a light and a dark theme.
//
//   node pages.mjs [options] BOOKDIR
//
//   --shots DIR      a screenshot of every page in every theme
//   --themes A,B     mdBook's themes (default: light,navy)
//   --only WORD      only the pages whose path contains WORD; anchors of other pages are then not checked
//
// BOOKDIR is the output of `mdbook build`. For each page: no error on the console, every link within
// the book lands on a page and an anchor that exist, no id occurs twice, and every text of a figure's
// SVG is inside the drawing, and inside the shape that it is grouped with. Prints what failed, then
// "N passed, N failed".

import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { extname, join, normalize, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { NOT_CONTENT, htmlFiles } from "./book.mjs";
import { finish, launch, offlinePage } from "./browser.mjs";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", default: "" },
    shots: { type: "string" },
    themes: { type: "string", default: "light,navy" },
  },
});

const book = positionals.length === 1 ? resolve(positionals[0]) : null;
const pages = book && existsSync(book) ? htmlFiles(book).filter((page) => page.includes(values.only)) : [];
if (pages.length === 0) {
  console.error("usage: node pages.mjs [--shots DIR] [--themes A,B] [--only WORD] BOOKDIR");
  finish(0, ["no page to check"]);
} else {
  await main();
}

async function main() {
  const server = await serve(book);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await launch();
  const failures = [];
  let passed = 0;
  try {
    const anchors = new Map();
    for (const theme of values.themes.split(",")) {
      for (const page of pages) {
        const found = await inspect(browser, origin, page, theme);
        anchors.set(page, found);
        const problems = [...found.errors, ...found.figures, ...found.doubles];
        if (problems.length === 0) passed += 1;
        failures.push(...problems.map((problem) => `${page} (${theme}): ${problem}`));
      }
    }
    for (const page of pages) {
      const broken = brokenLinks(page, origin, anchors);
      if (broken.length === 0) passed += 1;
      failures.push(...broken.map((problem) => `${page}: ${problem}`));
    }
  } finally {
    await browser.close();
    server.close();
  }
  finish(passed, failures);
}

async function inspect(browser, origin, path, theme) {
  const errors = [];
  const page = await offlinePage(browser, { viewport: { width: 1280, height: 900 } }, { origin });
  await page.addInitScript((name) => localStorage.setItem("mdbook-theme", name), theme);
  page.on("pageerror", (error) => errors.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    const from = message.location().url;
    // Requests to other hosts are not judged, and no host answers here.
    const elsewhere = from && !from.startsWith(origin);
    if (message.type() === "error" && !elsewhere) errors.push(`console: ${message.text()} ${from}`);
  });
  await page.goto(`${origin}/${path}`, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  const found = await page.evaluate(readPage);
  if (found.theme && found.theme !== theme) errors.push(`the page is shown in theme ${found.theme}`);
  if (values.shots) {
    mkdirSync(values.shots, { recursive: true });
    const name = `${path.replace(/\.html$/, "").replaceAll(/[^\w.-]+/g, "-")}-${theme}.png`;
    await page.screenshot({ path: join(values.shots, name), fullPage: true });
  }
  await page.context().close();
  return { ...found, errors };
}

/** Runs in the page. */
function readPage() {
  const theme = ["light", "rust", "coal", "navy", "ayu"].find((name) => document.documentElement.classList.contains(name));
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  const links = [...document.querySelectorAll("a")].map((link) => ({
    written: link.getAttribute("href") ?? link.getAttribute("xlink:href"),
    target: typeof link.href === "string" ? link.href : new URL(link.href.baseVal, document.baseURI).href,
  }));
  const seen = new Set();
  const doubles = [];
  for (const id of ids) {
    if (seen.has(id)) doubles.push(`the id "${id}" stands twice`);
    seen.add(id);
  }
  return { theme, ids, links: links.filter((link) => link.written !== null), figures: overflows(), doubles };

  function overflows() {
    const problems = [];
    for (const svg of document.querySelectorAll("figure svg")) {
      const outer = svg.getBoundingClientRect();
      if (outer.width === 0 || outer.height === 0) continue;
      for (const text of svg.querySelectorAll("text")) {
        const box = text.getBoundingClientRect();
        if (box.width === 0) continue;
        const words = JSON.stringify(text.textContent.trim().slice(0, 60));
        if (!inside(box, outer, 0.5)) problems.push(`${words} leaves its drawing`);
        const shape = shapeOf(text)?.getBoundingClientRect();
        if (shape && !inside(box, shape, 0.5)) problems.push(`${words} leaves its shape`);
      }
    }
    return problems;
  }

  /**
   * The closed shape that is drawn right before the texts of its group, if the group is one thing; in our drawings
   * the outline that begins the group before.
   */
  function shapeOf(text) {
    const group = text.parentElement;
    if (!group || !["g", "a"].includes(group.localName)) return null;
    const outline = group.previousElementSibling?.matches('g[fill^="#"][stroke-width], g[fill="currentColor"][stroke-width]') ? group.previousElementSibling : null;
    if (outline) return outline.querySelector("path");
    const shapes = [...group.children].filter((child) => ["rect", "ellipse", "circle", "polygon"].includes(child.localName));
    return shapes.length === 1 ? shapes[0] : null;
  }

  function inside(inner, outer, slack) {
    return (
      inner.left >= outer.left - slack &&
      inner.right <= outer.right + slack &&
      inner.top >= outer.top - slack &&
      inner.bottom <= outer.bottom + slack
    );
  }
}

/** The links of a page that lead to a page or an anchor of the book which does not exist. */
function brokenLinks(page, origin, anchors) {
  const broken = new Set();
  for (const { written, target } of anchors.get(page).links) {
    const url = new URL(target);
    if (url.origin !== origin) continue;
    const path = decodeURIComponent(url.pathname).replace(/^\//, "").replace(/(^|\/)$/, "$1index.html");
    if (extname(path) !== ".html") continue;
    if (!anchors.has(path) && !exists(path)) broken.add(`the link ${written} leads to no page`);
    const fragment = decodeURIComponent(url.hash.slice(1));
    const ids = anchors.get(path)?.ids;
    if (fragment && fragment !== "top" && ids && !ids.includes(fragment)) broken.add(`the link ${written} leads to no anchor`);
  }
  return [...broken];
}

function exists(path) {
  return htmlFiles(book).includes(path) || NOT_CONTENT.has(path);
}

/** The book on a port of this machine: browsers do not allow files everything that a site may do. */
async function serve(root) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const file = join(root, path.endsWith(sep) ? `${path}index.html` : path);
    try {
      const body = readFileSync(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}
