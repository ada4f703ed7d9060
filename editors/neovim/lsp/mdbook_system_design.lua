-- Neovim 0.11 or later: copy this file to ~/.config/nvim/lsp/, then `vim.lsp.enable("mdbook_system_design")`.
return {
  cmd = { "mdbook-system-design", "lsp" },
  filetypes = { "toml", "markdown" },
  -- The book: other TOML files and documents are none of its business.
  root_markers = { "book.toml" },
  workspace_required = true,
}
