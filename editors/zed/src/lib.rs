//! Starts `mdbook-system-design lsp` in Zed, if the program is on the path.

use zed_extension_api as zed;

struct SystemDesign;

impl zed::Extension for SystemDesign {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        _: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<zed::Command> {
        let command = worktree
            .which("mdbook-system-design")
            .ok_or("mdbook-system-design is not on the path: `cargo install mdbook-system-design`")?;
        Ok(zed::Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }
}

zed::register_extension!(SystemDesign);
