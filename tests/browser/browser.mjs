// Starts Debian's Chromium for the checks: a new, empty profile each time, and no network.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Launches the browser that CHROMIUM names, or the distribution's own. */
export async function launch() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    throw new Error(`no browser at ${executablePath}: install the package "chromium" or set CHROMIUM`);
  }
  // Without a profile folder of ours, Playwright makes an empty one and removes it afterwards.
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** A page that can load only the content that a check passes to it, and the check's `origin` if it has one. */
export async function offlinePage(browser, options = {}, { origin = null } = {}) {
  const context = await browser.newContext(options);
  const elsewhere = (url) => /^(https?|wss?):$/.test(url.protocol) && url.origin !== origin;
  await context.route(elsewhere, (route) => answer(route));
  return context.newPage();
}

/** No request is answered, except the one without which mdBook's script fails: the list of its playground. */
function answer(route) {
  return route.request().url() === "https://play.rust-lang.org/meta/crates"
    ? route.fulfill({ json: { crates: [] }, headers: { "access-control-allow-origin": "*" } })
    : route.abort();
}

/** Prints the closing line and sets the exit code; `failures` are printed one on each line before it. */
export function finish(passed, failures) {
  for (const failure of failures) console.error(`FAILED ${failure.split(/\s*\n\s*/).join(" / ")}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
