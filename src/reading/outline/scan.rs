//! Reads the marks of a text from its tokens, statement by statement.

use std::collections::HashMap;

use toml_parser::lexer::TokenKind;

use super::tokens::{Tokens, is_string};
use super::{Form, Mark};
use crate::reading::edit::Step;

/// Brackets in brackets that are looked into.
const DEEPEST: usize = 80;

pub(super) fn marks(text: &str) -> Vec<Mark> {
    let tokens = Tokens::of(text);
    let mut scan = Scan { tokens: &tokens, marks: Vec::new(), table: Vec::new(), arrays: HashMap::new() };
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at = match token.kind {
            TokenKind::Newline => at + 1,
            TokenKind::LeftSquareBracket => scan.header(at),
            _ => scan.statement(at),
        };
    }
    scan.marks
}

struct Scan<'t> {
    tokens: &'t Tokens<'t>,
    marks: Vec<Mark>,
    /// The table of the last header.
    table: Vec<Step>,
    /// The number of items of each array of tables so far.
    arrays: HashMap<Vec<Step>, usize>,
}

impl Scan<'_> {
    /// A header: the rest of its line is not looked at.
    fn header(&mut self, at: usize) -> usize {
        let is_array = self.tokens.kind(at + 1) == Some(TokenKind::LeftSquareBracket);
        let (mut path, at) = self.key(if is_array { at + 2 } else { at + 1 }, Vec::new(), Form::Header);
        if is_array && !path.is_empty() {
            // The header begins the next item, and does not continue the last one.
            if matches!(path.last(), Some(Step::Item(_))) {
                path.pop();
            }
            let items = self.arrays.entry(path.clone()).or_insert(0);
            path.push(Step::Item(*items));
            *items += 1;
        }
        self.table = path;
        self.line_end(at)
    }

    /// `key = value`, or as much of it as there is.
    fn statement(&mut self, at: usize) -> usize {
        let (path, after) = self.key(at, self.table.clone(), Form::Key);
        if self.tokens.kind(after) == Some(TokenKind::Equals) {
            let limit = self.limit(after + 1);
            let end = self.value(after + 1, limit, &path, 0);
            return self.line_end(end.max(after + 1));
        }
        self.line_end(after.max(at))
    }

    /// Where the value that begins at a token has to end.
    fn limit(&self, at: usize) -> usize {
        match self.tokens.kind(at) {
            Some(TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) => self.tokens.limit(at),
            _ => self.line_end(at),
        }
    }

    /// The parts of a key, each of which is a mark; gives the whole path and what follows the key.
    fn key(&mut self, mut at: usize, mut path: Vec<Step>, form: Form) -> (Vec<Step>, usize) {
        while let Some(token) = self.tokens.get(at) {
            if token.kind == TokenKind::Dot {
                at += 1;
                continue;
            }
            if token.kind != TokenKind::Atom && !is_string(token.kind) {
                break;
            }
            let mut mark = Mark { path: Vec::new(), range: token.range.clone(), form };
            path.push(Step::Key(mark.value(self.tokens.text)));
            mark.path.clone_from(&path);
            self.marks.push(mark);
            // `[steps.x]` continues the last item of `[[steps]]`.
            if let Some(items) = self.arrays.get(&path) {
                path.push(Step::Item(items.saturating_sub(1)));
            }
            at += 1;
            if self.tokens.kind(at) != Some(TokenKind::Dot) {
                break;
            }
        }
        (path, at)
    }

    /// A value and all that is in it, up to a limit; gives what follows it.
    fn value(&mut self, at: usize, limit: usize, path: &[Step], depth: usize) -> usize {
        let Some(token) = self.tokens.get(at).filter(|_| at < limit) else { return at };
        match token.kind {
            _ if depth > DEEPEST => limit,
            TokenKind::LeftSquareBracket => self.array(at + 1, limit, path, depth),
            TokenKind::LeftCurlyBracket => self.table(at + 1, limit, path, depth),
            kind if is_string(kind) => {
                self.marks.push(Mark { path: path.to_vec(), range: token.range.clone(), form: Form::Text });
                at + 1
            }
            TokenKind::Atom => {
                // A number may have a dot in it, and so may words that lack their quotes.
                let mut range = token.range.clone();
                let mut end = at + 1;
                while let Some(next) = self.tokens.get(end).filter(|next| {
                    matches!(next.kind, TokenKind::Atom | TokenKind::Dot) && next.range.start == range.end
                }) {
                    range.end = next.range.end;
                    end += 1;
                }
                self.marks.push(Mark { path: path.to_vec(), range, form: Form::Word });
                end
            }
            _ => at,
        }
    }

    fn array(&mut self, mut at: usize, limit: usize, path: &[Step], depth: usize) -> usize {
        let mut item = 0;
        while at < limit {
            match self.tokens.kind(at) {
                Some(TokenKind::RightSquareBracket) => return at + 1,
                Some(TokenKind::Comma) => {
                    item += 1;
                    at += 1;
                }
                Some(_) => {
                    let mut inner = path.to_vec();
                    inner.push(Step::Item(item));
                    // What no value begins with is passed over.
                    at = self.value(at, limit, &inner, depth + 1).max(at + 1);
                }
                None => break,
            }
        }
        at
    }

    fn table(&mut self, mut at: usize, limit: usize, path: &[Step], depth: usize) -> usize {
        while at < limit {
            match self.tokens.kind(at) {
                Some(TokenKind::RightCurlyBracket) => return at + 1,
                Some(TokenKind::Comma | TokenKind::Newline) => at += 1,
                Some(_) => {
                    let (inner, after) = self.key(at, path.to_vec(), Form::Key);
                    at = if self.tokens.kind(after) == Some(TokenKind::Equals) {
                        self.value(after + 1, limit, &inner, depth + 1).max(after + 1)
                    } else {
                        after.max(at + 1)
                    };
                }
                None => break,
            }
        }
        at
    }

    /// The next line break from a token on, or the end.
    fn line_end(&self, mut at: usize) -> usize {
        while self.tokens.kind(at).is_some_and(|kind| kind != TokenKind::Newline) {
            at += 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::reading::{Form, Outline, Paths, Step};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<String> = Outline::of(text)
            .marks
            .iter()
            .filter(|mark| !mark.is_key())
            .map(|mark| format!("{} {}", Step::path(&mark.path), &text[mark.range.clone()]))
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn values_have_the_path_that_leads_to_them() {
        check(
            "a = 1\n[b.c]\nd.e = ['x', { f = \"y\" }]\n[[g]]\nh = 1.5\n[[g]]\nh = 2\n[g.i]\nj = true\n",
            &["a 1", "b.c.d.e[0] 'x'", "b.c.d.e[1].f \"y\"", "g[0].h 1.5", "g[1].h 2", "g[1].i.j true"],
        );
        check(
            "a = [\n  \"x\", # b = 1\n  [\"y\"],\n]\nc = \"\"\"\n[d]\n\"\"\"\n",
            &["a[0] \"x\"", "a[1][0] \"y\"", "c \"\"\"\n[d]\n\"\"\""],
        );
    }

    #[test]
    fn what_is_half_typed_spoils_no_other_line() {
        for half in [
            "s = [\"R1\", \"",
            "s = [\"R1\", ",
            "s = [",
            "s = \"",
            "s = ",
            "s",
            "s.",
            "s = { a = 1, ",
            "s = {",
            "s = [{ a = \"",
            "s = [[1], [",
            "s = ]",
            "= 3",
            "s = {]",
            "s = \"\"\"",
            "[b",
            "[b.",
            "[[b",
            "[",
        ] {
            let text = format!("[a]\n{half}\n[c.d]\ne = \"x\"\n");
            let found = Outline::of(&text);
            assert_eq!(
                found.text(&text, &["c", "d", "e"]).map(|(value, _)| value).as_deref(),
                Some("x"),
                "{half}"
            );
        }
        for half in [
            "s = [\"R1\", \"",
            "s = [\"R1\", ",
            "s = [",
            "s = \"",
            "s = ",
            "s",
            "s.",
            "s = {",
            "s = { a = 1,",
        ] {
            let text = format!("[a]\n{half}\ne = \"x\"\n\n[b]\n");
            let found = Outline::of(&text);
            assert_eq!(
                found.text(&text, &["a", "e"]).map(|(value, _)| value).as_deref(),
                Some("x"),
                "{half}"
            );
        }
    }

    #[test]
    fn keys_end_their_paths() {
        let text = "[a.\"b.c\"]\nd.e = 1\n[f.\n";
        let keys: Vec<String> = Outline::of(text)
            .marks
            .iter()
            .filter(|mark| mark.is_key())
            .map(|mark| format!("{:?} {}", mark.form, Step::path(&mark.path)))
            .collect();
        assert_eq!(
            keys,
            ["Header a", "Header a.\"b.c\"", "Key a.\"b.c\".d", "Key a.\"b.c\".d.e", "Header f"]
        );
        assert_eq!(
            Outline::of(text).at(text.find("e =").expect("there")).map(|mark| mark.form),
            Some(Form::Key)
        );
    }

    /// Where the text is TOML, what is found has the paths that findings print.
    #[test]
    fn paths_are_those_of_the_tree() {
        let text = include_str!("../../../book-example/designs/url-shortener.toml");
        let paths = Paths::of(text);
        let marks = Outline::of(text).marks;
        assert!(marks.len() > 500, "{}", marks.len());
        for mark in marks.iter().filter(|mark| !mark.is_key()) {
            assert_eq!(Step::path(&mark.path), paths.at(mark.range.clone()));
        }
    }

    proptest! {
        #[test]
        fn any_text_has_an_outline(text in "([a-c\\[\\]{}=.,\"'#\n ]|\"\"\"|é|\\\\){0,40}") {
            for mark in Outline::of(&text).marks {
                prop_assert!(text.get(mark.range.clone()).is_some(), "{mark:?}");
                prop_assert!(text.get(mark.inner(&text)).is_some(), "{mark:?}");
            }
        }
    }
}
