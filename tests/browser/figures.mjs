// Measures every picture of a built mdBook as its readers see it.
//
//   node figures.mjs [--only WORD] [--language CODE] BOOKDIR
//
//   --only WORD      only the pages whose path contains WORD
//   --language CODE  the book's language: each page has it, and is written in its direction
//
// In each of mdBook's five themes: text has a contrast of 4.5 : 1 and outlines have 3 : 1 against the page. In six
// families of fonts, one of them monospaced: each text is inside its shape and its drawing, and no two texts overlap. At 400 pixels: the smallest text has 7 pixels, the page is not wider than the
// screen, and a wider picture can be scrolled. In print: a picture is not higher than a page and its words are open.
// The link to the full size shows at least the natural size, and the link back leaves it. axe-core finds nothing.
// Prints what failed, then "N passed, N failed".

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { htmlFiles } from "./book.mjs";
import { finish, launch, offlinePage } from "./browser.mjs";

const THEMES = ["light", "rust", "coal", "navy", "ayu"];
const FAMILIES = ["Open Sans", "Arial", "Verdana", "DejaVu Sans", "Times New Roman", "DejaVu Sans Mono"];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: "" }, language: { type: "string", default: "en" } },
});
const book = resolve(positionals[0] ?? "");
const pages = htmlFiles(book)
  .filter((page) => page !== "print.html" && page.includes(values.only))
  .filter((page) => readFileSync(resolve(book, page), "utf8").includes('<figure class="system-design"'));

const failures = [];
let passed = 0;
const browser = await launch();
try {
  for (const path of pages) await inspect(path);
} finally {
  await browser.close();
}
if (pages.length === 0) failures.push("no page with a picture");
finish(passed, failures);

async function inspect(path) {
  const page = await open(path, { width: 1280, height: 900 });
  const check = (what, ...how) => checked(page, path, what, ...how);
  for (const theme of THEMES) {
    await page.evaluate((name) => {
      document.documentElement.classList.remove("light", "rust", "coal", "navy", "ayu");
      document.documentElement.classList.add(name);
    }, theme);
    await check(theme, contrasts);
  }
  for (const family of FAMILIES) {
    await page.evaluate((name) => {
      document.querySelectorAll("figure.system-design svg").forEach((svg) => svg.setAttribute("font-family", `"${name}", ${name}`));
    }, family);
    await check(family, places);
  }
  await check("language", language, values.language);
  await page.addScriptTag({ content: AXE });
  await check("axe", async () => {
    const { violations } = await globalThis.axe.run({ include: [["figure.system-design"]] });
    return violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
  });
  await full(page, check);
  await page.setViewportSize({ width: 700, height: 1000 });
  await page.emulateMedia({ media: "print" });
  await check("print", print);
  await page.context().close();
  const small = await open(path, { width: 400, height: 800 });
  await checked(small, path, "400 px", phone);
  await small.context().close();
}

async function open(path, viewport) {
  const page = await offlinePage(browser, { viewport });
  await page.goto(pathToFileURL(resolve(book, path)).href, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  return page;
}

async function checked(page, path, what, ...how) {
  const found = await page.evaluate(...how);
  if (found.length === 0) passed += 1;
  failures.push(...found.map((problem) => `${path} (${what}): ${problem}`));
}

/** Opens the first picture in full size, and closes it. */
async function full(page, check) {
  const link = page.locator(".system-design-full").first();
  if ((await link.count()) === 0) return;
  await link.click();
  await check("full size", () => {
    const svg = document.querySelector("svg:target");
    const problems = [];
    if (svg.getBoundingClientRect().width < svg.viewBox.baseVal.width - 1) problems.push("the picture is smaller than its natural size");
    if (getComputedStyle(svg.parentElement).position !== "fixed") problems.push("the picture does not fill the window");
    return problems;
  });
  await page.locator(".system-design-back:visible").click();
  await check("back", () => (document.querySelector("svg:target") ? ["the picture still fills the window"] : []));
}

// What follows runs in the page.

function language(code) {
  const { lang, dir } = document.documentElement;
  const expected = new Intl.Locale(code).getTextInfo().direction;
  return lang === code && dir === expected ? [] : [`a page has the language ${lang} and is written ${dir}`];
}

function contrasts() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (colour, opacity, ground) => ground.map((part, at) => colour[at] * colour[3] * opacity + part * (1 - colour[3] * opacity));
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [a, b] = [luminance(one), luminance(other)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const page = rgba(getComputedStyle(document.documentElement).getPropertyValue("--bg")).slice(0, 3);
  const problems = [];
  for (const svg of document.querySelectorAll("figure.system-design svg")) {
    const filled = [...svg.querySelectorAll("rect, path")].filter((one) => {
      const style = getComputedStyle(one);
      return style.fill !== "none" && Number(style.fillOpacity) < 0.5;
    });
    const areas = filled.map((one) => ({ box: one.getBoundingClientRect(), style: getComputedStyle(one) }));
    const ground = (x, y) =>
      areas
        .filter(({ box }) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom)
        .reduce((under, { style }) => over(rgba(style.fill), Number(style.fillOpacity), under), page);
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      const style = getComputedStyle(text);
      const under = ground(box.left + box.width / 2, box.top + box.height / 2);
      const found = ratio(over(rgba(style.fill), Number(style.fillOpacity), under), under);
      if (found < 4.5) problems.push(`${JSON.stringify(text.textContent)} has a contrast of ${found.toFixed(2)}`);
    }
    for (const one of svg.querySelectorAll("rect, path")) {
      const style = getComputedStyle(one);
      if (style.stroke === "none" || Number.parseFloat(style.strokeWidth) < 1) continue;
      const box = one.getBoundingClientRect();
      const under = ground(box.left - 2, box.top - 2);
      const found = ratio(over(rgba(style.stroke), Number(style.strokeOpacity), under), under);
      if (found < 3) problems.push(`an outline has a contrast of ${found.toFixed(2)}`);
    }
  }
  return [...new Set(problems)];
}

function places() {
  // The outline of a box is the group before its name, within a link or a group if it has one; the other texts follow.
  const isOutline = (one) => one?.matches('g[fill^="#"][stroke-width], g[fill="currentColor"][stroke-width]');
  const outlineOf = (group) => {
    const before = group.previousElementSibling;
    const boxed = group.getAttribute("pointer-events") === "none" ? [before, before?.previousElementSibling, ...(before?.children ?? [])] : [before];
    return boxed.find(isOutline)?.querySelector("path") ?? null;
  };
  const inside = (inner, outer) =>
    inner.left >= outer.left - 0.5 && inner.right <= outer.right + 0.5 && inner.top >= outer.top - 0.5 && inner.bottom <= outer.bottom + 0.5;
  const problems = [];
  for (const svg of document.querySelectorAll("figure.system-design svg")) {
    const whole = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map((text) => ({ text, box: text.getBoundingClientRect() }));
    for (const { text, box } of texts) {
      const words = JSON.stringify(text.textContent.slice(0, 60));
      if (!inside(box, whole)) problems.push(`${words} leaves its drawing`);
      const outline = outlineOf(text.parentElement);
      if (outline && !inside(box, outline.getBoundingClientRect())) problems.push(`${words} leaves its shape`);
    }
    // A line of text has room above and below its letters.
    const letters = texts.map(({ text, box }) => ({ text, left: box.left + 1, right: box.right - 1, middle: (box.top + box.bottom) / 2, half: box.height * 0.3 }));
    letters.forEach((one, at) => {
      for (const other of letters.slice(at + 1)) {
        if (one.left < other.right && other.left < one.right && Math.abs(one.middle - other.middle) < one.half + other.half) {
          problems.push(`${JSON.stringify(one.text.textContent)} overlaps ${JSON.stringify(other.text.textContent)}`);
        }
      }
    });
  }
  return problems;
}

function phone() {
  const problems = [];
  if (document.documentElement.scrollWidth > innerWidth + 1) problems.push(`the page is ${document.documentElement.scrollWidth} pixels wide`);
  for (const svg of document.querySelectorAll("figure.system-design svg")) {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    for (const text of svg.querySelectorAll("text")) {
      const size = Number.parseFloat(getComputedStyle(text).fontSize) * scale;
      if (size < 6.95) problems.push(`${JSON.stringify(text.textContent)} is ${size.toFixed(1)} pixels high`);
    }
    const figure = svg.closest("figure");
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(figure).overflowX);
    if (svg.getBoundingClientRect().width > figure.clientWidth + 1 && !scrolls) problems.push("a wide picture cannot be scrolled");
  }
  return [...new Set(problems)];
}

function print() {
  const problems = [];
  for (const figure of document.querySelectorAll("figure.system-design")) {
    const svg = figure.querySelector("svg");
    if (getComputedStyle(figure).breakInside !== "avoid") problems.push("a picture may be cut");
    if (svg.getBoundingClientRect().height > innerHeight * 0.86) problems.push("a picture is higher than a page");
    if (svg.getBoundingClientRect().width > figure.clientWidth + 1) problems.push("a picture is wider than the page");
  }
  for (const details of document.querySelectorAll("details.system-design")) {
    const table = details.querySelector("table");
    if (!table?.checkVisibility({ contentVisibilityAuto: true })) problems.push("the words of a picture are closed");
  }
  return [...new Set(problems)];
}
