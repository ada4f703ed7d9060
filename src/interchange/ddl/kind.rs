//! The type of a column.

use super::cursor::{Cursor, Read};
use super::tokens::{Kind, Token};
use crate::source::Spanned;

/// Words that go on with a type.
const GO_ON: [&str; 24] = [
    "PRECISION",
    "VARYING",
    "UNSIGNED",
    "SIGNED",
    "ZEROFILL",
    "LARGE",
    "OBJECT",
    "ARRAY",
    "YEAR",
    "MONTH",
    "DAY",
    "HOUR",
    "MINUTE",
    "SECOND",
    "TO",
    "BYTE",
    "CHAR",
    "CHARACTER",
    "VARCHAR",
    "VARCHAR2",
    "RAW",
    "LOCAL",
    "TIME",
    "ZONE",
];

/// The type of a column, as it is written, and its values if it lists them. `SQLite` needs none.
pub(super) fn kind(cursor: &mut Cursor<'_>) -> Read<(Spanned<String>, Vec<String>)> {
    let start = cursor.place();
    let mut values = Vec::new();
    let is_kind = |token: &&Token| token.is_name() && !(token.kind == Kind::Word && begins_property(token));
    if cursor.peek().is_none_or(|token| !is_kind(&token)) {
        return match cursor.peek() {
            Some(token) if !token.is_name() => cursor.wrong("the type of a column"),
            _ => Ok((cursor.text_from(start), values)),
        };
    }
    let (_, first) = cursor.name()?;
    let lists = first.is("ENUM") || first.is("SET");
    loop {
        if let Some(inside) = cursor.parentheses()? {
            if lists {
                let texts = inside.iter().filter(|token| token.kind == Kind::Text);
                values.extend(texts.map(|token| token.text.clone()));
            }
        } else if cursor.eat("[") {
            cursor.skip_to(&["]"]);
            if !cursor.eat("]") {
                return cursor.wrong("`]`");
            }
        } else if goes_on(cursor) {
            cursor.next();
        } else {
            return Ok((cursor.text_from(start), values));
        }
    }
}

/// Whether the next word belongs to the type.
fn goes_on(cursor: &Cursor<'_>) -> bool {
    let of_time = ["WITH TIME", "WITHOUT TIME", "WITH LOCAL"];
    of_time.iter().any(|words| cursor.sees(words))
        || (!cursor.sees("CHARACTER SET")
            && cursor.peek().is_some_and(|next| GO_ON.iter().any(|word| next.is(word))))
}

fn begins_property(token: &Token) -> bool {
    const WORDS: [&str; 16] = [
        "NOT",
        "NULL",
        "PRIMARY",
        "UNIQUE",
        "DEFAULT",
        "CHECK",
        "REFERENCES",
        "CONSTRAINT",
        "GENERATED",
        "COLLATE",
        "COMMENT",
        "AUTO_INCREMENT",
        "AUTOINCREMENT",
        "AS",
        "ON",
        "IDENTITY",
    ];
    WORDS.iter().any(|word| token.is(word))
}
