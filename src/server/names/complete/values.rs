//! Values: ids with their text, words of closed lists, names.

use super::cursor::Cursor;
use super::snippet::escaped;
use super::{Around, Item, Sort};
use crate::design::CitedKind;
use crate::reading::{Form, Shape, Step};
use crate::server::names::dotted;
use crate::server::names::grammar::{self, Grammar};
use crate::server::names::index::Index;
use crate::server::names::kind::Kind;
use crate::server::names::plain::{Plainly, cited_by};

/// What may be written, before it is quoted: the label, what it is, and what is written.
struct Found {
    label: String,
    detail: String,
    /// Where the part begins that it takes the place of.
    start: usize,
    sort: Sort,
    /// Whether more may follow in the same string.
    goes_on: bool,
}

pub(super) fn complete(
    text: &str,
    cursor: &Cursor,
    grammar: &mut Grammar<'_>,
    index: &Index,
    around: &Around<'_>,
) -> Vec<Item> {
    let is_list = |form: &grammar::Form| matches!(form.shape, Shape::Array(_));
    let is_text =
        |form: &grammar::Form| matches!(form.shape, Shape::String | Shape::Pattern(_) | Shape::Words(_));
    let own = grammar.forms(&cursor.mark.path);
    // `satisfies = ` lacks its brackets.
    let is_bare_list = cursor.quotes.is_none() && own.iter().any(is_list) && !own.iter().any(is_text);
    let forms = grammar.forms_or_items(&cursor.mark.path);
    let is_word = cursor.mark.form == Form::Word;
    if is_word && forms.iter().any(|form| matches!(form.shape, Shape::Boolean)) {
        return ["true", "false"].map(|word| Item::new(word, cursor.range(text), Sort::Word)).to_vec();
    }
    let mut values = Values { text, cursor, index, around, found: Vec::new() };
    values.add(&forms);
    let wrap = |written: String| if is_bare_list { format!("[{written}]") } else { written };
    let items = values.found.into_iter().enumerate().map(|(rank, found)| {
        let written = escaped(&found.label);
        let quotes = cursor.quotes.as_deref().unwrap_or("\"");
        let insert = match (found.goes_on, &cursor.quotes) {
            _ if found.start > cursor.start && cursor.is_closed => written,
            (true, Some(_)) => written,
            (true, None) => format!("{quotes}{written}$1{quotes}"),
            (false, _) if found.start > cursor.start => format!("{written}{quotes}"),
            (false, _) => cursor.quoted(&written),
        };
        let range = cursor.range_from(text, found.start);
        Item::new(found.label, range, found.sort).detail(found.detail).insert(wrap(insert)).rank(rank)
    });
    items.collect()
}

/// The ids of some kinds in a design, with what they are the ids of.
pub(super) fn ids_of(text: &str, index: &Index, kinds: &[Kind], within: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for kind in kinds {
        for id in index.ids(*kind, within) {
            if !found.iter().any(|(known, _)| known == id) {
                found.push((id.to_owned(), detail(text, index, *kind, within, id)));
            }
        }
    }
    found
}

/// `component · Order API`.
fn detail(text: &str, index: &Index, kind: Kind, within: &str, id: &str) -> String {
    let says = |key: &str| match (kind, kind.table()) {
        (Kind::Choice, _) => index.string(text, &["decisions", within, "options", id, key]),
        (_, Some(table)) => index.string(text, &[table, id, key]),
        _ => None,
    };
    let named = ["title", "name", "text", "endpoint", "purpose", "description"].into_iter().find_map(says);
    let own = || kind.table().and_then(|table| index.string(text, &[table, id]));
    match named.or_else(own) {
        Some(named) => {
            const MOST: usize = 80;
            let line = named.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
            let short: String = line.chars().take(MOST).collect();
            let end = if short.len() < line.len() { "…" } else { "" };
            format!("{} · {short}{end}", kind.name())
        }
        None => kind.name().to_owned(),
    }
}

struct Values<'v> {
    text: &'v str,
    cursor: &'v Cursor,
    index: &'v Index,
    around: &'v Around<'v>,
    found: Vec<Found>,
}

impl Values<'_> {
    fn add(&mut self, forms: &[grammar::Form]) {
        let cursor = self.cursor;
        if cursor.mark.path == [Step::key("template")] {
            return self.templates();
        }
        for form in forms {
            if let Shape::Words(words) = &form.shape {
                words.iter().for_each(|word| self.push(*word, "", Sort::Word));
            }
        }
        let mut strings = forms.iter().filter(|form| matches!(form.shape, Shape::String | Shape::Pattern(_)));
        if let Some(kind) = strings.clone().find_map(|form| form.cites).and_then(CitedKind::of_word) {
            return self.cited(kind);
        }
        if let Some(plain) = strings.clone().find_map(|form| cited_by(form.record, form.field.as_ref()?)) {
            return self.plain(plain);
        }
        if strings.any(|form| form.is_prose) {
            self.prose();
        }
    }

    fn push(&mut self, label: impl Into<String>, detail: impl Into<String>, sort: Sort) {
        self.push_from(self.cursor.start, label, detail, sort);
    }

    fn push_from(&mut self, start: usize, label: impl Into<String>, detail: impl Into<String>, sort: Sort) {
        let (label, detail) = (label.into(), detail.into());
        if !self.found.iter().any(|found| found.label == label) {
            self.found.push(Found { label, detail, start, sort, goes_on: false });
        }
    }

    fn push_beginning(&mut self, label: String, detail: String) {
        self.push(label, detail, Sort::Id);
        if let Some(last) = self.found.last_mut() {
            last.goes_on = true;
        }
    }

    fn ids(&mut self, kinds: &[Kind], within: &str) {
        for (id, detail) in ids_of(self.text, self.index, kinds, within) {
            self.push(id, detail, Sort::Id);
        }
    }

    /// The part of what is typed after a sign.
    fn after(&self, sign: char) -> Option<(&str, usize)> {
        let at = self.cursor.typed.find(sign)?;
        Some((self.cursor.typed[..at].trim(), self.cursor.start + at + 1))
    }

    fn cited(&mut self, kind: CitedKind) {
        if kind == CitedKind::Design {
            return self.designs();
        }
        if kind.may_be_foreign()
            && let Some((alias, start)) = self.after(':')
        {
            let alias = alias.to_owned();
            return self.foreign(&alias, start, Kind::cited(kind), "");
        }
        if kind == CitedKind::Contract {
            return self.contracts();
        }
        self.ids(Kind::cited(kind), "");
        if kind == CitedKind::Verifiable {
            let facts = self.around.session().context().facts.clone();
            for path in facts.paths() {
                let steps: Vec<&str> = path.split('.').collect();
                let is_given = |mark: &&crate::reading::Mark| {
                    mark.path.len() == steps.len()
                        && mark.path.iter().zip(&steps).all(|(step, name)| step.name() == Some(*name))
                };
                if self.index.outline.marks.iter().any(|mark| is_given(&mark)) {
                    let detail = self.index.string(self.text, &steps).unwrap_or_default();
                    self.push(path.clone(), detail, Sort::Id);
                }
            }
        }
        if kind.may_be_foreign() {
            for alias in self.aliases() {
                self.push_beginning(format!("{alias}:"), "of another design".to_owned());
            }
        }
    }

    /// The integrations that name a design.
    fn aliases(&self) -> Vec<String> {
        let names_one =
            |alias: &&str| self.index.string(self.text, &["integrations", alias, "design"]).is_some();
        self.index.ids(Kind::Integration, "").into_iter().filter(names_one).map(str::to_owned).collect()
    }

    /// What is in the design that an alias names.
    fn foreign(&mut self, alias: &str, start: usize, kinds: &[Kind], within: &str) {
        let library = self.around.library();
        let Some(other) = self.around.own().and_then(|own| library.behind(own.file, alias)) else { return };
        for (id, detail) in ids_of(library.text(other.file), &other.index, kinds, within) {
            self.push_from(start, id, detail, Sort::Id);
        }
    }

    /// The contracts of the design, and those of the design that is called.
    fn contracts(&mut self) {
        let path = &self.cursor.mark.path;
        let Some((_, above)) = path.split_last() else { return };
        let to = [above, &[Step::key("to")]].concat();
        let to = self.index.outline.marks.iter().find(|mark| mark.path == to && !mark.is_key());
        let to = to.map(|mark| mark.value(self.text));
        let is_list = above.last().and_then(Step::name) == Some("contracts");
        let alias = if is_list { path.get(1).and_then(Step::name).map(str::to_owned) } else { None };
        let target = || above.iter().rev().find_map(Step::name).map(str::to_owned);
        let asked = alias.or(to).or_else(target).unwrap_or_default();
        if !is_list {
            self.ids(&[Kind::Contract], "");
        }
        if self.aliases().contains(&asked) {
            self.foreign(&asked, self.cursor.start, &[Kind::Contract], "");
        }
    }

    fn plain(&mut self, plain: Plainly) {
        let owner = self.cursor.mark.path.get(1).and_then(Step::name).unwrap_or_default().to_owned();
        match plain {
            Plainly::Choice => self.ids(&[Kind::Choice], &owner),
            Plainly::Column => self.ids(&[Kind::Column], &owner),
            Plainly::Technology => self.ids(&[Kind::Technology], ""),
            Plainly::Design => self.designs(),
            Plainly::References => self.references(),
            Plainly::Path => self.path(),
            Plainly::Rule => {
                for rule in self.around.session().context().rules.clone() {
                    self.push(rule.name, format!("{} · {}", rule.code, rule.summary.trim()), Sort::Word);
                }
            }
            Plainly::Environment => self.environments(),
            Plainly::OwnId | Plainly::OwnColumn => {}
        }
    }

    fn designs(&mut self) {
        let own = self.around.own().map(|own| own.id.clone());
        for known in &self.around.library().designs {
            if Some(&known.id) != own.as_ref() {
                let library = self.around.library();
                let title = known.index.string(library.text(known.file), &["design", "title"]);
                self.push(known.id.clone(), title.unwrap_or_default(), Sort::Id);
            }
        }
    }

    /// Tables, then columns of the table.
    fn references(&mut self) {
        let typed = self.cursor.typed.clone();
        let (alias, rest) =
            typed.split_once(':').map_or((None, typed.as_str()), |(a, rest)| (Some(a.trim()), rest));
        let rest_start = self.cursor.start + (typed.len() - rest.len());
        let Some(at) = rest.find(['.', '(']) else {
            match alias {
                Some(alias) => self.foreign(alias, rest_start, &[Kind::Table], ""),
                None => {
                    for (id, detail) in ids_of(self.text, self.index, &[Kind::Table], "") {
                        self.push_beginning(format!("{id}."), detail);
                    }
                    for alias in self.aliases() {
                        self.push_beginning(format!("{alias}:"), "of another design".to_owned());
                    }
                }
            }
            return;
        };
        let table = rest[..at].trim().to_owned();
        let last = rest.rfind(['.', '(', ',']).unwrap_or(at);
        let blank = rest[last + 1..].len() - rest[last + 1..].trim_start().len();
        let start = rest_start + last + 1 + blank;
        match alias {
            Some(alias) => self.foreign(alias, start, &[Kind::Column], &table),
            None => {
                for (id, detail) in ids_of(self.text, self.index, &[Kind::Column], &table) {
                    self.push_from(start, id, detail, Sort::Id);
                }
            }
        }
    }

    /// The next part of a path of the design.
    fn path(&mut self) {
        let typed = &self.cursor.typed;
        let last = typed.rfind('.').map_or(0, |at| at + 1);
        let steps: Vec<Step> =
            dotted::parts(typed[..last].trim_end_matches('.')).into_iter().map(|(step, _)| step).collect();
        let start = self.cursor.start + last;
        let names: Vec<String> =
            self.index.outline.keys_below(&steps).map(crate::reading::quote_key).collect();
        for name in names {
            self.push_from(start, name, "", Sort::Key);
        }
    }

    fn environments(&mut self) {
        let is_named = |mark: &&crate::reading::Mark| {
            let names: Vec<&str> = mark.path.iter().filter_map(Step::name).collect();
            mark.form == Form::Text && matches!(names[..], ["nodes", _, "environment"])
        };
        let named: Vec<String> =
            self.index.outline.marks.iter().filter(is_named).map(|mark| mark.value(self.text)).collect();
        let named = named.into_iter().filter(|name| !name.is_empty());
        named.for_each(|name| self.push(name, "", Sort::Word));
    }

    fn templates(&mut self) {
        let templates = &self.around.session().templates;
        let names: Vec<(String, String)> = templates
            .iter()
            .map(|template| (format!("{}@{}", template.name, template.version.major), template.title_line()))
            .collect();
        for (name, title) in names {
            self.push(name, title, Sort::Word);
        }
    }

    /// `[R3]` in a text.
    fn prose(&mut self) {
        let Some(open) = self.cursor.typed.rfind('[') else { return };
        let inner = self.cursor.typed[open + 1..].to_owned();
        if inner.contains([']', '\n', ' ']) {
            return;
        }
        let start = self.cursor.start + open + 1;
        if let Some((alias, _)) = inner.split_once(':') {
            return self.foreign(alias, start + alias.len() + 1, &Kind::IN_TEXT, "");
        }
        let is_closed = self.text[self.cursor.at..]
            .trim_start_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '_')
            .starts_with(']');
        for (id, detail) in ids_of(self.text, self.index, &Kind::IN_TEXT, "") {
            let label = if is_closed { id } else { format!("{id}]") };
            self.push_from(start, label, detail, Sort::Id);
            if let Some(last) = self.found.last_mut() {
                last.goes_on = true;
            }
        }
    }
}
