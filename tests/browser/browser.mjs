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

/** A page that can reach nothing but files and what a check hands it; blocked requests are told to `onBlocked`. */
export async function offlinePage(browser, options = {}, onBlocked = () => {}) {
  const context = await browser.newContext(options);
  await context.route(/^(https?|wss?):/, (route) => {
    onBlocked(route.request().url());
    return route.abort();
  });
  return context.newPage();
}

/** Prints the closing line and sets the exit code; `failures` are printed one a line before it. */
export function finish(passed, failures) {
  for (const failure of failures) console.error(`FAILED ${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
