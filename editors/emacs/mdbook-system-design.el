;;; mdbook-system-design.el --- Starts `mdbook-system-design lsp' with eglot -*- lexical-binding: t -*-

;;; Commentary:
;; Load this file, or copy its lines to your init file.  `M-x eglot' in a design starts the server.

;;; Code:

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((toml-ts-mode conf-toml-mode markdown-mode) . ("mdbook-system-design" "lsp"))))

(defun mdbook-system-design-start ()
  "Start the server if the file is in a book."
  (when (and buffer-file-name (locate-dominating-file buffer-file-name "book.toml"))
    (eglot-ensure)))

(dolist (hook '(toml-ts-mode-hook conf-toml-mode-hook markdown-mode-hook))
  (add-hook hook #'mdbook-system-design-start))

(provide 'mdbook-system-design)
;;; mdbook-system-design.el ends here
