// Parses and renders .mmd files with real Mermaid in a real browser.
//
//   node mermaid.mjs [options] PATH…           every file must parse and render
//   node mermaid.mjs --verdicts FILE PATH…     the verdicts must be those recorded in FILE
//   node mermaid.mjs --record FILE PATH…       writes the verdicts to FILE
//
//   --with mermaid-11   another of package.json's Mermaid versions (default: mermaid)
//   --shots DIR         a screenshot of every diagram
//
// A PATH is a file or a folder of .mmd files. The diagram is drawn as a book draws it: from the
// text of a <pre class="mermaid">. If there is a `NAME.texts.json` beside `NAME.mmd`, it is a list of
// [string, least number of times]: the texts that must be readable in the drawing. A diagram that renders but
// garbles a name has failed.
// One JSON object for each file goes to stdout, then "N passed, N failed".

import { mkdirSync, readFileSync, readdirSync, statSync, existsSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { finish, launch, offlinePage } from "./browser.mjs";

const RENDER_MS = 20_000;

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: "string" },
    verdicts: { type: "string" },
    shots: { type: "string" },
    with: { type: "string", default: "mermaid" },
  },
});

const files = positionals.flatMap(diagramsAt);
if (files.length === 0) {
  console.error("no .mmd file among the given paths");
  finish(0, ["nothing to check"]);
} else {
  await main();
}

async function main() {
  const library = join(here, "node_modules", values.with);
  const version = JSON.parse(readFileSync(join(library, "package.json"), "utf8")).version;
  const browser = await launch();
  const verdicts = {};
  const failures = [];
  try {
    let page = await mermaidPage(browser, library);
    for (const file of files) {
      const name = `${basename(dirname(file))}/${basename(file)}`;
      const verdict = await judge(page, file);
      if (verdict.stage === "timeout") page = await mermaidPage(browser, library);
      if (values.shots && verdict.valid) await shoot(page, file);
      verdicts[name] = recorded(verdict);
      const failure = failureOf(name, verdict);
      if (failure) failures.push(failure);
      console.log(JSON.stringify({ file: relative(process.cwd(), file), ...verdict }));
    }
  } finally {
    await browser.close();
  }
  if (values.record) {
    writeFileSync(values.record, `${JSON.stringify({ mermaid: version, verdicts }, null, 1)}\n`);
  }
  finish(files.length - failures.length, failures);
}

/** The reason why this verdict is a failure in the requested mode, if it is one. */
function failureOf(name, verdict) {
  if (values.record) return null;
  if (!values.verdicts) return verdict.valid ? null : `${name}: ${verdict.message}`;
  const expected = JSON.parse(readFileSync(values.verdicts, "utf8")).verdicts[name];
  if (!expected) return `${name}: no recorded verdict`;
  if (expected.valid !== verdict.valid) {
    return `${name}: recorded ${expected.valid ? "valid" : "broken"}, now ${verdict.valid ? "valid" : verdict.message}`;
  }
  return null;
}

function recorded({ valid, line, message }) {
  return valid ? { valid } : { valid, ...(line ? { line } : {}), message: message.split("\n")[0] };
}

async function judge(page, file) {
  const text = readFileSync(file, "utf8");
  const textsFile = file.replace(/\.mmd$/, ".texts.json");
  const texts = existsSync(textsFile) ? JSON.parse(readFileSync(textsFile, "utf8")) : [];
  const timeout = new Promise((resolve) => {
    setTimeout(resolve, RENDER_MS, { valid: false, stage: "timeout", message: `no answer in ${RENDER_MS} ms` }).unref();
  });
  return Promise.race([page.evaluate(draw, { text, texts }), timeout]);
}

/** Runs in the page. Real parse first, to distinguish a rejected text from a drawing that fails. */
async function draw({ text, texts }) {
  const host = document.getElementById("host");
  host.replaceChildren();
  const failed = (stage, error) => ({
    valid: false,
    stage,
    ...(error?.hash?.loc ? { line: error.hash.loc.first_line } : {}),
    message: String(error?.message ?? error?.str ?? error),
  });
  let type;
  try {
    type = (await mermaid.parse(text)).diagramType;
  } catch (error) {
    return failed("parse", error);
  }
  const pre = document.createElement("pre");
  pre.className = "mermaid";
  pre.textContent = text;
  host.append(pre);
  try {
    await mermaid.run({ nodes: [pre] });
  } catch (error) {
    return failed("render", error);
  }
  const svg = pre.querySelector("svg");
  if (!svg) return failed("render", "no drawing");
  const box = svg.getBoundingClientRect();
  if (!(box.width > 0 && box.height > 0)) return failed("render", "an empty drawing");
  const hidden = new Set(["STYLE", "SCRIPT", "DEFS", "TITLE", "DESC"]);
  const words = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) words.push(node.data);
    else if (!hidden.has(node.nodeName.toUpperCase())) node.childNodes.forEach(walk);
  };
  walk(svg);
  // Drawings break their lines where they like, and an invisible joiner is not a letter.
  const plain = (string) => string.replace(/[\s\u2060\u200b]+/gu, "");
  const shown = plain(words.join(""));
  const times = (wanted) => (plain(wanted) ? shown.split(plain(wanted)).length - 1 : Infinity);
  const missing = texts.filter(([wanted, least]) => times(wanted) < least);
  if (missing.length > 0) {
    return { ...failed("texts", `not readable in the drawing: ${JSON.stringify(missing)}`), shown };
  }
  return { valid: true, type };
}

async function mermaidPage(browser, library) {
  const page = await offlinePage(browser, { viewport: { width: 1200, height: 900 } });
  await page.setContent('<!doctype html><meta charset="utf-8"><div id="host"></div>');
  await page.addScriptTag({ path: join(library, "dist", "mermaid.min.js") });
  await page.evaluate(() => mermaid.initialize({ startOnLoad: false, theme: "default" }));
  return page;
}

async function shoot(page, file) {
  mkdirSync(values.shots, { recursive: true });
  const path = join(values.shots, `${basename(file, ".mmd")}.png`);
  await page.locator("#host svg").first().screenshot({ path });
}

function diagramsAt(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith(".mmd"))
    .sort()
    .map((name) => join(path, name));
}
