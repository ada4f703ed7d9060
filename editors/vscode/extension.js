// Starts `mdbook-system-design lsp` for designs, chapters and book.toml.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const NAME = "mdbook-system-design";
/** @type {LanguageClient | undefined} */
let client;

/** The settings of this extension. */
const settings = () => vscode.workspace.getConfiguration(NAME);

/** How the server is started. */
function serverOptions() {
  return { command: settings().get("path") || NAME, args: ["lsp"] };
}

/** Which documents the server gets, and what it is told at its start. */
function clientOptions() {
  // By name: which language a file is in may be another extension's to say.
  const files = (pattern) => ({ scheme: "file", pattern });
  return {
    documentSelector: [files("**/*.toml"), files("**/*.md")],
    initializationOptions: { shape: settings().get("shape"), serve: settings().get("serve") },
  };
}

async function start() {
  client = new LanguageClient(NAME, NAME, serverOptions(), clientOptions());
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const open = "Open the settings";
    // The client rejects with nothing where there is no such program, and writes the reason to its log.
    const why = error?.message ? `: ${error.message}` : "";
    const chosen = await vscode.window.showErrorMessage(
      `\`${serverOptions().command}\` cannot be started${why}. Install it with \`cargo install ${NAME}\`, or set its path.`,
      open,
    );
    if (chosen === open) await vscode.commands.executeCommand("workbench.action.openSettings", `${NAME}.path`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function activate(context) {
  const restart = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    vscode.commands.registerCommand(`${NAME}.restart`, restart),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(NAME) && restart()),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
