//! Licence expressions as crates write them: SPDX's `OR`, `AND`, `WITH` and parentheses, and the `/`
//! that meant `OR` before.

/// Whether an expression is satisfied if exactly the licences that `allowed` accepts are; `None` if it cannot
/// be read.
pub(super) fn holds(expression: &str, allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words, allowed };
    let held = parser.alternatives()?;
    parser.words.is_empty().then_some(held)
}

struct Parser<'w> {
    /// The rest of the input.
    words: &'w [&'w str],
    allowed: &'w dyn Fn(&str) -> bool,
}

impl<'w> Parser<'w> {
    fn alternatives(&mut self) -> Option<bool> {
        let mut held = self.all()?;
        while self.eat("OR") {
            held |= self.all()?;
        }
        Some(held)
    }

    fn all(&mut self) -> Option<bool> {
        let mut held = self.one()?;
        while self.eat("AND") {
            held &= self.one()?;
        }
        Some(held)
    }

    fn one(&mut self) -> Option<bool> {
        if self.eat("(") {
            let held = self.alternatives()?;
            return self.eat(")").then_some(held);
        }
        let license = self.next()?;
        if self.eat("WITH") {
            let exception = self.next()?;
            return Some((self.allowed)(&format!("{license} WITH {exception}")));
        }
        Some((self.allowed)(license))
    }

    fn next(&mut self) -> Option<&'w str> {
        let (first, rest) = self.words.split_first()?;
        let is_name = !matches!(*first, "OR" | "AND" | "WITH" | "(" | ")");
        self.words = rest;
        is_name.then_some(first)
    }

    fn eat(&mut self, word: &str) -> bool {
        match self.words.split_first() {
            Some((first, rest)) if *first == word => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expression: &str, expected: Option<bool>) {
        let allowed = |license: &str| ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"].contains(&license);
        assert_eq!(holds(expression, &allowed), expected, "{expression}");
    }

    #[test]
    fn one_of_alternatives_is_enough_and_every_part_of_a_sum_is_needed() {
        check("MIT", Some(true));
        check("GPL-3.0", Some(false));
        check("GPL-3.0 OR MIT", Some(true));
        check("GPL-3.0/MIT", Some(true));
        check("MIT AND GPL-3.0", Some(false));
        check("MIT AND GPL-3.0 OR Zlib", Some(true));
        check("MIT AND (GPL-3.0 OR Zlib)", Some(true));
        check("(MIT OR Zlib) AND GPL-3.0", Some(false));
        check("Apache-2.0 WITH LLVM-exception", Some(true));
        check("Apache-2.0", Some(false));
    }

    #[test]
    fn text_that_is_not_an_expression_has_no_value() {
        for expression in ["", "OR", "MIT OR", "MIT Zlib", "(MIT", "MIT)", "MIT WITH", "MIT WITH OR Zlib"] {
            check(expression, None);
        }
    }
}
