// Opens a design in the real editor and takes its picture: a finding, a completion, and what a rename changed.
//
//   npm install code-server playwright-core   (somewhere else; code-server is VS Code in a browser)
//   code-server --install-extension mdbook-system-design.vsix
//   code-server --auth none --bind-addr 127.0.0.1:8123
//   node picture.mjs http://127.0.0.1:8123 FOLDER book-example/src/how-to/editors/vscode
//
// FOLDER is the one of a book with designs/shop.toml. Each picture has the given name and what it shows.

import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const { chromium } = require("playwright-core");
const [, , address, folder, out] = process.argv;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 860, height: 430 } });
await page.goto(`${address}/?folder=${folder}`, { waitUntil: "load", timeout: 120_000 });

const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Opens the file, at a line and a column. */
const open = async (name, line, column) => {
  await press("Control+P");
  await page.locator(".quick-input-widget input").fill(`${name}:${line}:${column}`);
  await page.locator(".quick-input-widget .monaco-list-row", { hasText: name }).first().waitFor({ timeout: 60_000 });
  await press("Enter");
  await page.locator(".view-line", { hasText: "[requirements" }).first().waitFor({ timeout: 60_000 });
};
const shot = async (what) => {
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: `${out}-${what}.png` });
  console.log(`ok: ${what}`);
};

await page.locator(".monaco-workbench").waitFor({ timeout: 120_000 });
await press("Control+B");
await open("shop.toml", 16, 21);
await page.locator(".squiggly-error").first().waitFor({ timeout: 120_000 });
await press("Control+K", "Control+I");
await page.locator(".monaco-hover-content", { hasText: "R9" }).first().waitFor({ timeout: 60_000 });
await shot("finding");

await press("Escape", "Control+Space");
await page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "R1" }).first().waitFor({ timeout: 60_000 });
await shot("completion");

await press("Escape");
await open("shop.toml", 7, 16);
await press("F2");
await page.locator(".rename-box input").waitFor({ timeout: 60_000 });
await page.locator(".rename-box input").fill("R7");
await shot("rename");
await press("Enter");
await page.locator(".view-line", { hasText: "[requirements.R7]" }).first().waitFor({ timeout: 60_000 });
console.log("ok: renamed");
await browser.close();
