//! Reads `CREATE TABLE`, `ALTER TABLE … ADD` and `CREATE INDEX`, in any dialect: what is not known is
//! passed over. A parser of one dialect would refuse what the next database writes, and a document
//! often shows only a part of a statement.

use super::schema::{OtherColumn, OtherIndex, OtherTable};

/// The tables that a script creates.
pub(crate) fn tables(script: &str) -> Vec<OtherTable> {
    let tokens = tokens(script);
    let mut tables: Vec<OtherTable> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = statement_end(&tokens, at);
        let statement = Cursor::new(tokens.get(at..end).unwrap_or_default());
        read_statement(statement, &mut tables);
        at = end + 1;
    }
    let keys: Vec<(String, Option<String>)> =
        tables.iter().map(|table| (table.name.clone(), table.key().map(str::to_owned))).collect();
    // `REFERENCES users` cites the primary key.
    for column in tables.iter_mut().flat_map(|table| &mut table.columns) {
        if !column.references.is_empty() && !column.references.contains('.') {
            let key = keys.iter().find(|(name, _)| *name == column.references);
            let key = key.and_then(|(_, key)| key.clone()).unwrap_or_else(|| "id".to_owned());
            column.references = format!("{}.{key}", column.references);
        }
    }
    tables
}

/// A token: a word, a number, a string or a sign.
#[derive(Clone, Debug, Default)]
struct Token {
    text: String,
    line: usize,
    /// Whether it was in quotes, and is not a keyword.
    quoted: bool,
    /// The comment on the rest of the line.
    comment: String,
    /// Whether blanks are in front of it.
    apart: bool,
}

impl Token {
    fn is(&self, word: &str) -> bool {
        !self.quoted && self.text.eq_ignore_ascii_case(word)
    }
}

fn tokens(script: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = script.chars().peekable();
    let mut line = 1;
    let mut apart = false;
    while let Some(c) = chars.next() {
        let (mut text, mut quoted) = (String::new(), false);
        match c {
            '\n' => line += 1,
            '-' if chars.peek() == Some(&'-') => {
                chars.next();
                let mut comment = String::new();
                while let Some(c) = chars.next_if(|c| *c != '\n') {
                    comment.push(c);
                }
                // A comma ends the column that the comment is about.
                let last = tokens.iter_mut().rev().find(|token| !token.is(","));
                if let Some(last) = last.filter(|last| last.line == line && !last.is("(")) {
                    comment.trim().clone_into(&mut last.comment);
                }
            }
            '/' if chars.peek() == Some(&'*') => {
                let mut before = ' ';
                for c in chars.by_ref() {
                    line += usize::from(c == '\n');
                    if before == '*' && c == '/' {
                        break;
                    }
                    before = c;
                }
            }
            '"' | '`' | '[' | '\'' => {
                let end = if c == '[' { ']' } else { c };
                // An array type: `text[]`.
                if c == '[' && (!chars.peek().is_some_and(|c| c.is_alphabetic() || *c == '_')) {
                    text.push(c);
                } else {
                    while let Some(c) = chars.next_if(|c| *c != end) {
                        line += usize::from(c == '\n');
                        text.push(c);
                    }
                    chars.next();
                    quoted = true;
                    if c == '\'' {
                        text = format!("'{text}'");
                    }
                }
            }
            c if c.is_alphanumeric() || matches!(c, '_' | '$' | '@') => {
                text.push(c);
                while let Some(c) =
                    chars.next_if(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '@'))
                {
                    text.push(c);
                }
            }
            c if c.is_whitespace() => {}
            c => text.push(c),
        }
        if text.is_empty() && !quoted {
            apart = true;
        } else {
            tokens.push(Token { text, line, quoted, comment: String::new(), apart });
            apart = false;
        }
    }
    tokens
}

/// The end of a statement: a semicolon, or the next `CREATE` where one was forgotten.
fn statement_end(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0_i32;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        depth += i32::from(token.is("(")) - i32::from(token.is(")"));
        if token.is(";") || (depth <= 0 && at > start && (token.is("CREATE") || token.is("ALTER"))) {
            return if token.is(";") { at } else { at.saturating_sub(1).max(start) };
        }
    }
    tokens.len()
}

struct Cursor<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl<'t> Cursor<'t> {
    fn new(tokens: &'t [Token]) -> Self {
        Self { tokens, at: 0 }
    }

    fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<&'t Token> {
        let token = self.peek();
        self.at += 1;
        token
    }

    /// Passes these words over, if they are next.
    fn eat(&mut self, words: &[&str]) -> bool {
        let next = self.tokens.get(self.at..self.at + words.len());
        let same = next.is_some_and(|next| next.iter().zip(words).all(|(token, word)| token.is(word)));
        self.at += if same { words.len() } else { 0 };
        same
    }

    /// A name, without the schema in front of it.
    fn name(&mut self) -> Option<&'t Token> {
        let mut name = self.next()?;
        while self.eat(&["."]) {
            name = self.next()?;
        }
        let word = name.quoted || name.text.starts_with(|c: char| c.is_alphabetic() || c == '_');
        word.then_some(name)
    }

    /// What is between parentheses, if one is next.
    fn parentheses(&mut self) -> Option<&'t [Token]> {
        if !self.eat(&["("]) {
            return None;
        }
        let start = self.at;
        let mut depth = 1;
        while let Some(token) = self.next() {
            depth += i32::from(token.is("(")) - i32::from(token.is(")"));
            if depth == 0 {
                return self.tokens.get(start..self.at - 1);
            }
        }
        self.tokens.get(start..)
    }
}

fn read_statement(mut cursor: Cursor<'_>, tables: &mut Vec<OtherTable>) {
    if cursor.eat(&["ALTER", "TABLE"]) {
        cursor.eat(&["IF", "EXISTS"]);
        cursor.eat(&["ONLY"]);
        let Some(name) = cursor.name() else { return };
        let Some(table) = tables.iter_mut().find(|table| table.name.eq_ignore_ascii_case(&name.text)) else {
            return;
        };
        while cursor.eat(&["ADD"]) {
            cursor.eat(&["COLUMN"]);
            let rest = cursor.tokens.get(cursor.at..).unwrap_or_default();
            let part = split(rest).into_iter().next().unwrap_or_default();
            cursor.at += part.len() + 1;
            read_part(part, table);
        }
        return;
    }
    if !cursor.eat(&["CREATE"]) {
        return;
    }
    cursor.eat(&["OR", "REPLACE"]);
    let unique = cursor.eat(&["UNIQUE"]);
    for word in ["GLOBAL", "LOCAL", "TEMPORARY", "TEMP", "UNLOGGED", "EXTERNAL", "VIRTUAL", "CLUSTERED"] {
        cursor.eat(&[word]);
    }
    if cursor.eat(&["TABLE"]) {
        cursor.eat(&["IF", "NOT", "EXISTS"]);
        let Some(name) = cursor.name() else { return };
        let Some(parts) = cursor.parentheses() else { return };
        let mut table = OtherTable { name: name.text.clone(), line: name.line, ..OtherTable::default() };
        for part in split(parts) {
            read_part(part, &mut table);
        }
        if !table.columns.is_empty() {
            tables.push(table);
        }
    } else if cursor.eat(&["INDEX"]) {
        cursor.eat(&["CONCURRENTLY"]);
        cursor.eat(&["IF", "NOT", "EXISTS"]);
        let name = if cursor.peek().is_some_and(|token| token.is("ON")) { None } else { cursor.name() };
        if !cursor.eat(&["ON"]) {
            return;
        }
        cursor.eat(&["ONLY"]);
        let Some(of) = cursor.name() else { return };
        let method = if cursor.eat(&["USING"]) { cursor.next() } else { None };
        let columns = cursor.parentheses().map(names).unwrap_or_default();
        let Some(table) = tables.iter_mut().find(|table| table.name.eq_ignore_ascii_case(&of.text)) else {
            return;
        };
        let known = columns.iter().all(|column| table.column(column).is_some());
        if known && !columns.is_empty() {
            let text = |token: Option<&Token>| token.map(|token| token.text.clone()).unwrap_or_default();
            table.indexes.push(OtherIndex { name: text(name), columns, unique, method: text(method) });
        }
    }
}

/// Splits at commas outside parentheses.
fn split(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0_i32;
    tokens
        .split(|token| {
            depth += i32::from(token.is("(")) - i32::from(token.is(")"));
            depth == 0 && token.is(",")
        })
        .filter(|part| !part.is_empty())
        .collect()
}

fn names(tokens: &[Token]) -> Vec<String> {
    split(tokens).iter().filter_map(|part| part.first()).map(|token| token.text.clone()).collect()
}

fn joined(tokens: &[Token]) -> String {
    tokens.iter().fold(String::new(), |mut text, token| {
        text.push_str(if token.apart && !text.is_empty() { " " } else { "" });
        text.push_str(&token.text);
        text
    })
}

/// Reads a column, or a constraint of the table.
fn read_part(part: &[Token], table: &mut OtherTable) {
    let mut cursor = Cursor::new(part);
    if cursor.eat(&["CONSTRAINT"]) {
        cursor.next();
    }
    if cursor.eat(&["PRIMARY", "KEY"]) {
        for name in cursor.parentheses().map(names).unwrap_or_default() {
            if let Some(column) = table.column(&name) {
                (column.primary, column.nullable) = (true, false);
            }
        }
    } else if cursor.eat(&["FOREIGN", "KEY"]) {
        let columns = cursor.parentheses().map(names).unwrap_or_default();
        if let (true, Some(target)) = (cursor.eat(&["REFERENCES"]), cursor.name()) {
            let keys = cursor.parentheses().map(names).unwrap_or_default();
            for (at, name) in columns.iter().enumerate() {
                let key = keys.get(at).map(|key| format!(".{key}")).unwrap_or_default();
                if let Some(column) = table.column(name).filter(|_| at == 0 || keys.len() > at) {
                    column.references = format!("{}{key}", target.text);
                }
            }
        }
    } else if cursor.eat(&["UNIQUE"]) {
        cursor.eat(&["KEY"]);
        if !cursor.peek().is_some_and(|token| token.is("(")) {
            cursor.next();
        }
        let columns = cursor.parentheses().map(names).unwrap_or_default();
        match columns.as_slice() {
            [only] => {
                if let Some(column) = table.column(only) {
                    column.unique = true;
                }
            }
            [] => {}
            _ => table.indexes.push(OtherIndex { columns, unique: true, ..OtherIndex::default() }),
        }
    } else if ["INDEX", "KEY", "FULLTEXT", "CHECK", "EXCLUDE", "LIKE", "PERIOD"]
        .iter()
        .any(|word| cursor.eat(&[word]))
    {
        // Constraints of several columns have no key in a design.
    } else if let Some(column) = read_column(&mut cursor) {
        table.columns.push(column);
    }
}

/// Words that end the type of a column.
const AFTER_TYPE: [&str; 21] = [
    "PRIMARY",
    "NOT",
    "NULL",
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
    "IDENTITY",
    "ON",
    "KEY",
    "ENCODE",
    "AS",
    "VIRTUAL",
    "STORED",
    "CHARSET",
];

fn read_column(cursor: &mut Cursor<'_>) -> Option<OtherColumn> {
    let name = cursor.next().filter(|token| {
        token.quoted && !token.text.starts_with('\'')
            || token.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    })?;
    let start = cursor.at;
    let mut depth = 0_i32;
    while let Some(token) = cursor.peek() {
        depth += i32::from(token.is("(")) - i32::from(token.is(")"));
        if depth == 0 && AFTER_TYPE.iter().any(|word| token.is(word)) {
            break;
        }
        cursor.next();
    }
    let data_type = joined(cursor.tokens.get(start..cursor.at)?);
    let mut column =
        OtherColumn { name: name.text.clone(), data_type, nullable: true, ..OtherColumn::default() };
    while let Some(token) = cursor.peek() {
        if cursor.eat(&["PRIMARY", "KEY"]) {
            (column.primary, column.nullable) = (true, false);
        } else if cursor.eat(&["NOT", "NULL"]) {
            column.nullable = false;
        } else if cursor.eat(&["UNIQUE"]) {
            column.unique = true;
        } else if cursor.eat(&["DEFAULT"]) {
            let start = cursor.at;
            cursor.next();
            while cursor.parentheses().is_some() || cursor.eat(&[":", ":"]) && cursor.next().is_some() {}
            column.default = joined(cursor.tokens.get(start..cursor.at).unwrap_or_default());
        } else if cursor.eat(&["CHECK"]) {
            column.check = cursor.parentheses().map(joined).unwrap_or_default();
        } else if cursor.eat(&["COMMENT"]) {
            let said = cursor.next().map(|token| token.text.trim_matches('\'').to_owned());
            column.description = said.unwrap_or_default();
        } else if cursor.eat(&["REFERENCES"]) {
            let target = cursor.name()?;
            let key = cursor.parentheses().map(names).unwrap_or_default();
            let key = key.first().map(|key| format!(".{key}")).unwrap_or_default();
            column.references = format!("{}{key}", target.text);
        } else {
            _ = token;
            cursor.next();
        }
    }
    let comments = cursor.tokens.iter().map(|token| token.comment.as_str()).filter(|text| !text.is_empty());
    let comments: Vec<&str> = comments.collect();
    if column.description.is_empty() {
        column.description = comments.join("; ");
    }
    Some(column)
}
