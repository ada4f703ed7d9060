// The pages of a built book.

import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

// mdBook's own pages for errors and for browsers without scripts.
export const NOT_CONTENT = new Set(["404.html", "toc.html"]);

export function htmlFiles(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html") && !NOT_CONTENT.has(entry.name))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}
