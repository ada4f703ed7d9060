// Runs Taplo, which checks TOML in most editors, with the JSON Schema: it must accept
// the example designs and reject every mistake of `tests/authoring/mistakes.json`.
//
//     npm ci && npm run lint

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const taplo = here("node_modules/@taplo/cli/dist/cli.js");
const schema = readFileSync(here("../authoring/schema.json"));
const mistakes = JSON.parse(readFileSync(here("../authoring/mistakes.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "taplo-"));
const lint = (files) =>
  spawnSync(process.execPath, [taplo, "lint", "--no-auto-config", ...files], { cwd: folder, encoding: "utf8" });

let failures = 0;
const fail = (message) => {
  failures += 1;
  console.error(message);
};

try {
  writeFileSync(join(folder, "schema.json"), schema);
  // Taplo finds the schema by the first line of a new design.
  const put = (name, text) => writeFileSync(join(folder, name), `#:schema schema.json\n${text}`);

  const designs = readdirSync(here("../designs")).filter((name) => name.endsWith(".toml"));
  designs.forEach((name) => put(name, readFileSync(here(`../designs/${name}`))));
  const accepted = lint(designs);
  if (accepted.status !== 0) fail(accepted.stderr);

  const head = 'template = "system-design@1"\n[design]\ntitle = "A"\nversion = "1.0.0"\nstatus = "draft"\n';
  const names = mistakes.map(({ toml }, index) => {
    const name = `mistake-${index}.toml`;
    put(name, `${head}${toml}\n`);
    return name;
  });
  const refused = lint(names).stderr;
  names.forEach((name, index) => {
    if (!refused.includes(`schema validation failed path="${join(folder, name)}"`)) {
      fail(`accepted: ${mistakes[index].toml}`);
    }
  });
  console.log(`${designs.length} designs accepted, ${names.length} mistakes refused, ${failures} failures`);
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = failures === 0 ? 0 : 1;
