// Asks Tombi, another TOML server, what it makes of the JSON Schema: it must accept the example designs and reject
// every mistake of `tests/authoring/mistakes.json`. And its formatter, like Taplo's, must keep what a new design has
// commented out: prose after `## `, keys after `# `.
//
//     node tombi.mjs PATH/TO/tombi

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tombi = process.argv[2] ?? "tombi";
const taplo = here("node_modules/@taplo/cli/dist/cli.js");
const schema = readFileSync(here("../authoring/schema.json"));
const mistakes = JSON.parse(readFileSync(here("../authoring/mistakes.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "tombi-"));
const run = (program, ...args) => spawnSync(program, args, { cwd: folder, encoding: "utf8" });

let failures = 0;
const fail = (message) => {
  failures += 1;
  console.error(message);
};

try {
  writeFileSync(join(folder, "schema.json"), schema);
  const put = (name, text) => writeFileSync(join(folder, name), `#:schema ./schema.json\n${text}`);

  const designs = readdirSync(here("../designs")).filter((name) => name.endsWith(".toml"));
  for (const name of designs) {
    put(name, readFileSync(here(`../designs/${name}`)));
    const { status, stdout, stderr } = run(tombi, "lint", "--offline", name);
    if (status !== 0) fail(stdout + stderr);
  }

  const head = 'template = "system-design@1"\n[design]\ntitle = "A"\nversion = "1.0.0"\nstatus = "draft"\n';
  mistakes.forEach(({ toml }, index) => {
    const name = `mistake-${index}.toml`;
    put(name, `${head}${toml}\n`);
    if (run(tombi, "lint", "--offline", name).status === 0) fail(`accepted: ${toml}`);
  });

  // Blank lines may move, and blanks at the end of a line may go.
  const comments = (text) => text.split("\n").filter((line) => line.startsWith("#")).map((line) => line.trimEnd());
  const scaffold = readFileSync(here("../authoring/new.toml"), "utf8");
  const formatters = {
    Tombi: (name) => run(tombi, "format", "--offline", name),
    Taplo: (name) => run(process.execPath, taplo, "fmt", "--no-auto-config", name),
  };
  for (const [who, format] of Object.entries(formatters)) {
    const name = `new-${who}.toml`;
    writeFileSync(join(folder, name), scaffold);
    const { status, stdout, stderr } = format(name);
    if (status !== 0) fail(`${who}: ${stdout}${stderr}`);
    const [before, after] = [scaffold, readFileSync(join(folder, name), "utf8")].map(comments);
    before.forEach((line, at) => line !== after[at] && fail(`${who} makes of \`${line}\`: \`${after[at]}\``));
  }
  console.log(`${designs.length} designs accepted, ${mistakes.length} mistakes refused, ${failures} failures`);
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = failures === 0 ? 0 : 1;
