// The extension with the interface of VS Code replaced: what it starts, and what it says if that fails.

const assert = require("node:assert");
const Module = require("node:module");
const test = require("node:test");

/** What happened, in order. */
let happened = [];
let values = {};
/** What the client rejects with. */
let refuses;
let chosen;
let onChange;
const commands = {};

const vscode = {
  workspace: {
    getConfiguration: () => ({ get: (key) => values[key] }),
    onDidChangeConfiguration: (listener) => ((onChange = listener), { dispose() {} }),
  },
  window: { showErrorMessage: async (message) => (happened.push(["error", message]), chosen) },
  commands: {
    registerCommand: (name, run) => ((commands[name] = run), { dispose() {} }),
    executeCommand: async (...command) => happened.push(command),
  },
};

class LanguageClient {
  constructor(id, name, server, options) {
    Object.assign(this, { server, options });
  }
  async start() {
    if (refuses) throw refuses.error;
    happened.push(["start", this.server, this.options]);
  }
  async stop() {
    happened.push(["stop"]);
  }
}

const load = Module._load;
Module._load = (name, ...rest) => {
  if (name === "vscode") return vscode;
  if (name === "vscode-languageclient/node") return { LanguageClient };
  return load(name, ...rest);
};
const extension = require("../extension.js");

const activate = async () => {
  happened = [];
  const context = { subscriptions: [] };
  await extension.activate(context);
  return context;
};

test("it starts the program that the settings name, for TOML and Markdown", async () => {
  values = { path: "/opt/program", shape: "off", serve: "http://localhost:4000/" };
  const { subscriptions } = await activate();
  const [[what, server, options]] = happened;
  assert.strictEqual(what, "start");
  assert.deepStrictEqual(server, { command: "/opt/program", args: ["lsp"] });
  assert.deepStrictEqual(options.initializationOptions, { shape: "off", serve: "http://localhost:4000/" });
  // Without another extension VS Code knows no TOML: a selector by language would find no design.
  const { contributes } = require("../package.json");
  assert.deepStrictEqual(options.documentSelector.map(({ pattern }) => pattern), ["**/*.toml", "**/*.md"]);
  assert.ok(options.documentSelector.every(({ language }) => language === undefined));
  assert.deepStrictEqual(contributes.languages.map(({ id, extensions }) => [id, extensions]), [["toml", [".toml"]]]);
  assert.strictEqual(subscriptions.length, 2);
});

test("without settings it starts the program on the path", async () => {
  values = {};
  await activate();
  assert.strictEqual(happened[0][1].command, "mdbook-system-design");
});

test("a change of the settings and the command restart it", async () => {
  values = {};
  await activate();
  happened = [];
  await onChange({ affectsConfiguration: (name) => name === "mdbook-system-design" });
  await commands["mdbook-system-design.restart"]();
  assert.deepStrictEqual(happened.map(([what]) => what), ["stop", "start", "stop", "start"]);
  happened = [];
  await onChange({ affectsConfiguration: () => false });
  assert.deepStrictEqual(happened, []);
});

test("a program that is missing is said, and the setting is opened", async () => {
  refuses = { error: new Error("ENOENT") };
  chosen = "Open the settings";
  await activate();
  assert.match(happened[0][1], /cannot be started: ENOENT.*cargo install mdbook-system-design/);
  assert.deepStrictEqual(happened[1], ["workbench.action.openSettings", "mdbook-system-design.path"]);
  refuses = { error: undefined };
  await activate();
  refuses = undefined;
  assert.match(happened[0][1], /^`mdbook-system-design` cannot be started\. Install/);
  await extension.deactivate();
});

test("every setting that it reads is declared", () => {
  const { contributes } = require("../package.json");
  const declared = Object.keys(contributes.configuration.properties);
  for (const key of ["path", "shape", "serve"]) assert.ok(declared.includes(`mdbook-system-design.${key}`), key);
  for (const { command } of contributes.commands) assert.ok(command in commands, command);
});
