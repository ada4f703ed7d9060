;;; test.el --- The real Emacs, without a screen -*- lexical-binding: t -*-

;;; Commentary:
;; emacs --batch -l mdbook-system-design.el -l test.el PROGRAM FOLDER
;; FOLDER is a book with designs/shop.toml.  A finding, a completion and a rename have to arrive.

;;; Code:

(require 'eglot)
(require 'flymake)

(defun test-wait (what condition)
  "Wait for WHAT, until CONDITION gives something."
  (let ((end (+ (float-time) 60)) found)
    (while (and (not (setq found (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.1))
    (unless found (message "in vain: %s" what) (kill-emacs 1))
    (princ (format "ok: %s\n" what))
    found))

(defun test-after (text)
  "Go to the end of TEXT in the buffer."
  (goto-char (point-min))
  (search-forward text))

(let* ((program (pop command-line-args-left))
       (folder (pop command-line-args-left)))
  (setcdr (car eglot-server-programs) (list program "lsp"))
  (setq eglot-sync-connect 60)
  (find-file (expand-file-name "designs/shop.toml" folder))
  (unless (derived-mode-p 'conf-toml-mode 'toml-ts-mode) (conf-toml-mode))
  ;; What is ensured happens after a command, of which there are none without a screen.
  (run-hooks 'post-command-hook)
  (test-wait "the server is attached" #'eglot-current-server)
  (flymake-mode 1)
  (test-wait "a finding"
             (lambda ()
               (flymake-start)
               (seq-find (lambda (found) (string-match-p "R9" (flymake-diagnostic-text found)))
                         (flymake-diagnostics))))
  (test-after "satisfies = [\"")
  (let* ((table (nth 2 (eglot-completion-at-point)))
         (found (all-completions "" table)))
    (unless (member "R1" (mapcar #'substring-no-properties found))
      (message "R1 is not completed: %S" found)
      (kill-emacs 1))
    (princ "ok: a completion\n"))
  (test-after "[requirements.R1")
  (backward-char)
  ;; It asks before it changes files that are not open.
  (fset 'y-or-n-p #'always)
  (eglot-rename "R2")
  (goto-char (point-min))
  (when (or (search-forward "R1" nil t) (not (search-forward "[R2]" nil t)))
    (message "not renamed:\n%s" (buffer-string))
    (kill-emacs 1))
  (princ "ok: a rename\n")
  (set-buffer-modified-p nil)
  (kill-emacs 0))

;;; test.el ends here
