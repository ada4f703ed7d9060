-- The real Neovim, headless: nvim --headless --clean -u NONE -l test.lua PROGRAM FOLDER
-- FOLDER is a book with designs/shop.toml. A finding, a completion and a rename have to arrive.

local program, folder = _G.arg[1], _G.arg[2]
vim.opt.runtimepath:prepend(vim.fs.dirname(debug.getinfo(1, "S").source:sub(2)))

local function fail(message)
  io.stderr:write(message .. "\n")
  os.exit(1)
end
local function wait(what, condition)
  if not vim.wait(60000, condition, 50) then fail("in vain: " .. what) end
  io.stdout:write("ok: " .. what .. "\n")
end

vim.lsp.config("mdbook_system_design", { cmd = { program, "lsp" } })
vim.lsp.enable("mdbook_system_design")
vim.cmd.edit(folder .. "/designs/shop.toml")
vim.bo.filetype = "toml"
local buffer = vim.api.nvim_get_current_buf()
wait("the server is attached", function()
  return #vim.lsp.get_clients({ bufnr = buffer }) == 1
end)

wait("a finding", function()
  for _, found in ipairs(vim.diagnostic.get(buffer)) do
    if found.code == "SD008" and found.message:find("R9", 1, true) then return true end
  end
  return false
end)

--- The place after a text, as the protocol counts.
local function after(text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local _, last = line:find(text, 1, true)
    if last then return { line = number - 1, character = last } end
  end
  fail("not in the buffer: " .. text)
end

local function ask(method, place, more)
  local params = vim.tbl_extend("force", {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    position = place,
  }, more or {})
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 60000) or {}
  for _, answer in pairs(answers) do
    if answer.error then fail(method .. ": " .. vim.inspect(answer.error)) end
    return answer.result
  end
  fail("no answer: " .. method)
end

local found = ask("textDocument/completion", after('satisfies = ["'))
local labels = vim.tbl_map(function(item) return item.label end, found.items or {})
if not vim.tbl_contains(labels, "R1") then fail("R1 is not completed: " .. vim.inspect(labels)) end
io.stdout:write("ok: a completion\n")

local edit = ask("textDocument/rename", after("[requirements.R1"), { newName = "R2" })
vim.lsp.util.apply_workspace_edit(edit, "utf-8")
local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
if text:find("R1", 1, true) or not text:find("[R2]", 1, true) then fail("not renamed:\n" .. text) end
io.stdout:write("ok: a rename\n")
os.exit(0)
