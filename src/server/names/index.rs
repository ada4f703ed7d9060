//! Every place of one design where an id is declared or cited, whatever is wrong with the rest of the text.

use std::collections::HashMap;
use std::ops::Range;

use super::citation::{Citation, Origin};
use super::dotted;
use super::grammar::{Grammar, Keys, keys};
use super::kind::Kind;
use super::plain::{Plainly, cited_by};
use crate::design::{CitedKind, FileText, Foreign};
use crate::markdown::{destinations, mentions};
use crate::reading::{Mark, Outline, Shape, Step};

/// What a design declares and cites.
#[derive(Debug, Default)]
pub(crate) struct Index {
    pub(crate) outline: Outline,
    /// The declarations and citations, in the order of the text.
    pub(crate) citations: Vec<Citation>,
    /// Where links of its texts lead.
    pub(crate) links: Vec<(Range<usize>, String)>,
    /// The files that hold its texts.
    pub(crate) files: Vec<String>,
}

impl Index {
    /// Reads a text.
    pub(crate) fn of(text: &str, grammar: &mut Grammar<'_>) -> Self {
        let outline = Outline::of(text);
        let mut read = Read { text, grammar, index: Index::default(), values: values(&outline, text) };
        for mark in &outline.marks {
            read.mark(mark);
        }
        Index { outline, ..read.index }
    }

    /// Whether something with this id is declared.
    pub(crate) fn declares(&self, kind: Kind, within: &str, id: &str) -> bool {
        self.declared(kind, within, id).is_some()
    }

    /// Where something is declared first.
    pub(crate) fn declared(&self, kind: Kind, within: &str, id: &str) -> Option<&Citation> {
        self.citations.iter().find(|citation| citation.declares && citation.is_of(kind, within, id))
    }

    /// The ids of a kind, each once, in the order of the text.
    pub(crate) fn ids(&self, kind: Kind, within: &str) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for citation in &self.citations {
            let is_new = citation.declares && citation.kinds == [kind] && citation.within == within;
            if is_new && !ids.contains(&citation.id.as_str()) {
                ids.push(&citation.id);
            }
        }
        ids
    }

    /// The text of the string at a path.
    pub(crate) fn string(&self, text: &str, path: &[&str]) -> Option<String> {
        self.outline.text(text, path).map(|(value, _)| value)
    }
}

/// The citations of a text in Markdown: `[R3]`, `[identity:R1]`.
pub(crate) fn in_prose(prose: &str) -> Vec<Citation> {
    let mut found = Vec::new();
    for (range, words) in mentions(prose) {
        match Foreign::read(words) {
            Some(foreign) => {
                let alias = range.start..range.start + foreign.alias.len();
                found.push(Citation::new(&[Kind::Integration], foreign.alias, alias).from(Origin::Alias));
                let end = range.end - (words.len() - words.trim_end().len());
                let id = end - foreign.id.len()..end;
                let cited = Citation::new(&Kind::IN_TEXT, foreign.id, id);
                found.push(cited.from(Origin::Prose).through(foreign.alias));
            }
            None => found.push(Citation::new(&Kind::IN_TEXT, words, range).from(Origin::Prose)),
        }
    }
    found
}

/// The strings of a text by their paths.
fn values(outline: &Outline, text: &str) -> HashMap<Vec<Step>, String> {
    let is_end = |mark: &&Mark| matches!(mark.path.last().and_then(Step::name), Some("to" | "from"));
    let ends = outline.marks.iter().filter(|mark| !mark.is_key()).filter(is_end);
    ends.map(|mark| (mark.path.clone(), mark.value(text))).collect()
}

struct Read<'r, 'f> {
    text: &'r str,
    grammar: &'r mut Grammar<'f>,
    index: Index,
    /// The two ends of steps.
    values: HashMap<Vec<Step>, String>,
}

impl Read<'_, '_> {
    fn mark(&mut self, mark: &Mark) {
        if mark.is_key() { self.key(mark) } else { self.value(mark) }
    }

    fn key(&mut self, mark: &Mark) {
        let Some((Step::Key(name), above)) = mark.path.split_last() else { return };
        let range = mark.inner(self.text);
        match keys(self.grammar.forms(above)) {
            Some(Keys::Ids | Keys::Names) if !is_reserved(name) => {
                let Some((kind, within)) = declared_in(above) else { return };
                let declared = Citation::new(kind, name, range).within(within);
                self.index.citations.push(declared.declared());
            }
            Some(Keys::Cited(what)) => {
                let kinds = CitedKind::of_word(what).map(Kind::cited).unwrap_or_default();
                self.index.citations.push(Citation::new(kinds, name, range));
            }
            _ => {}
        }
    }

    fn value(&mut self, mark: &Mark) {
        let forms = self.grammar.forms_or_items(&mark.path);
        let strings = || forms.iter().filter(|form| matches!(form.shape, Shape::String | Shape::Pattern(_)));
        if let Some(what) = strings().find_map(|form| form.cites) {
            if let Some(kind) = CitedKind::of_word(what) {
                self.cited(mark, kind);
            }
            return;
        }
        let plain = strings().find_map(|form| cited_by(form.record, form.field.as_ref()?));
        if let Some(plain) = plain {
            self.plain(mark, plain);
            return;
        }
        let Some(prose) = strings().find(|form| form.is_prose) else { return };
        let is_file = prose.record == FileText::RECORD.name;
        let value = mark.value(self.text);
        if is_file && prose.field.is_some_and(|field| field.key == "file") {
            self.index.files.push(value);
            return;
        }
        for citation in in_prose(&value) {
            let range = mark.locate(self.text, citation.range.clone());
            self.index.citations.push(Citation { range, ..citation });
        }
        for (range, destination) in destinations(&value) {
            self.index.links.push((mark.locate(self.text, range), destination));
        }
    }

    /// A value that the declaration says to be an id.
    fn cited(&mut self, mark: &Mark, kind: CitedKind) {
        let value = mark.value(self.text);
        let id = value.trim();
        let start = value.len() - value.trim_start().len();
        let kinds = Kind::cited(kind);
        if let Some(foreign) = Foreign::read(id).filter(|_| kind.may_be_foreign()) {
            self.part(mark, start..start + foreign.alias.len(), |it| {
                it.from(Origin::Alias).of(&[Kind::Integration])
            });
            let end = start + id.len();
            let alias = foreign.alias.to_owned();
            self.part(mark, end - foreign.id.len()..end, |it| it.of(kinds).through(&alias));
            return;
        }
        // Whether it is a fact is decided by its path.
        if kind == CitedKind::Verifiable && id.contains('.') {
            return;
        }
        let through = if kind == CitedKind::Contract { self.offered_by(&mark.path) } else { None };
        self.part(mark, start..start + id.len(), |it| {
            let cited = it.of(kinds);
            through.iter().fold(cited, |cited, alias| cited.perhaps_through(alias))
        });
    }

    /// Who is asked for a contract: the target of a relationship, the receiver of a step, or the design that
    /// an integration names.
    fn offered_by(&self, path: &[Step]) -> Option<String> {
        let (_, above) = path.split_last()?;
        if above.last().and_then(Step::name) == Some("contracts") {
            return above.get(1).and_then(Step::name).map(str::to_owned);
        }
        let to = [above, &[Step::key("to")]].concat();
        if let Some(to) = self.values.get(&to) {
            return Some(to.clone());
        }
        let target = above.iter().rev().find_map(Step::name)?;
        let is_usage = above.iter().any(|step| step.name() == Some("uses"));
        is_usage.then(|| target.to_owned())
    }

    /// A plain string that cites.
    fn plain(&mut self, mark: &Mark, plain: Plainly) {
        let value = mark.value(self.text);
        let whole = 0..value.len();
        let owner = mark.path.get(1).and_then(Step::name).unwrap_or_default().to_owned();
        match plain {
            Plainly::Choice => self.part(mark, whole, |it| it.of(&[Kind::Choice]).within(&owner)),
            Plainly::Column => self.part(mark, whole, |it| it.of(&[Kind::Column]).within(&owner)),
            Plainly::OwnColumn => {
                self.part(mark, whole, |it| it.of(&[Kind::Column]).within(&owner).declared());
            }
            Plainly::OwnId => self.part(mark, whole, |it| it.of(&[Kind::Design]).declared()),
            Plainly::Technology => self.part(mark, whole, |it| it.of(&[Kind::Technology])),
            Plainly::Design => {
                let end = value.find('@').unwrap_or(value.len());
                let end = value[..end].trim_end().len();
                self.part(mark, 0..end, |it| it.of(&[Kind::Design]));
            }
            Plainly::References => self.references(mark, &value),
            Plainly::Path => self.path(mark, &value),
            Plainly::Rule | Plainly::Environment => {}
        }
    }

    /// `[alias:]table.column`, `[alias:]table(a, b)`.
    fn references(&mut self, mark: &Mark, value: &str) {
        let colon = value.find(':');
        let alias = colon.map(|colon| value[..colon].trim().to_owned());
        let through = |it: Citation| match &alias {
            Some(alias) => it.through(alias),
            None => it,
        };
        if let Some(colon) = colon {
            self.part(mark, 0..colon, |it| it.of(&[Kind::Integration]).from(Origin::Alias));
        }
        let start = colon.map_or(0, |colon| colon + 1);
        let rest = &value[start..];
        let end = rest.find(['.', '(']).map_or(value.len(), |at| start + at);
        let table = value[start..end].trim().to_owned();
        self.part(mark, start..end, |it| through(it.of(&[Kind::Table])));
        let columns = value.get(end + 1..).unwrap_or_default();
        let is_list = value[end..].starts_with('(');
        let mut at = end + 1;
        for column in columns.split(|c| is_list && (c == ',' || c == ')')) {
            let range = at..at + column.len();
            at = range.end + 1;
            self.part(mark, range, |it| through(it.of(&[Kind::Column]).within(&table)));
        }
    }

    /// The ids in a dotted path.
    fn path(&mut self, mark: &Mark, value: &str) {
        let parts = dotted::parts(value);
        let steps: Vec<Step> = parts.iter().map(|(step, _)| step.clone()).collect();
        for (at, (step, range)) in parts.into_iter().enumerate() {
            let (Step::Key(name), above) = (step, &steps[..at]) else { continue };
            let (kinds, within) = match self.grammar.keys(above) {
                Some(Keys::Ids | Keys::Names) => match declared_in(above) {
                    Some(found) => found,
                    None => continue,
                },
                Some(Keys::Cited(what)) => {
                    (CitedKind::of_word(what).map(Kind::cited).unwrap_or_default(), "")
                }
                None => continue,
            };
            let within = within.to_owned();
            self.part(mark, range, |it| {
                let id = name.clone();
                Citation { id, ..it.of(kinds).within(&within).from(Origin::Path) }
            });
        }
    }

    /// Adds a citation for a part of a value, without the blanks around it.
    fn part(&mut self, mark: &Mark, part: Range<usize>, make: impl FnOnce(Citation) -> Citation) {
        let value = mark.value(self.text);
        let Some(written) = value.get(part.clone()) else { return };
        let start = part.start + (written.len() - written.trim_start().len());
        let id = written.trim();
        let range = if value.is_empty() {
            mark.inner(self.text)
        } else {
            mark.locate(self.text, start..start + id.len())
        };
        self.index.citations.push(make(Citation::new(&[], id, range)));
    }
}

/// What the keys of a table declare, and inside of what.
fn declared_in(path: &[Step]) -> Option<(&'static [Kind], &str)> {
    match path {
        [Step::Key(table)] => Some((Kind::of_table(table)?.alone(), "")),
        [Step::Key(table), Step::Key(decision), Step::Key(options)]
            if table == "decisions" && options == "options" =>
        {
            Some((Kind::Choice.alone(), decision))
        }
        _ => None,
    }
}

fn is_reserved(name: &str) -> bool {
    crate::design::RESERVED.contains(&name)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap};

    use super::{Grammar, Index};
    use crate::book::{Config, Session};
    use crate::design::{CitedKind, Leaf, TABLES, Walk};
    use crate::diagnostic::Sink;
    use crate::reading::Shape;
    use crate::server::names::citation::Origin;
    use crate::server::names::kind::Kind;
    use crate::source::Sources;

    /// Designs that use every key.
    fn designs() -> Vec<(String, String)> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = vec!["tests/hostile/every-field.toml".to_owned()];
        let folder = std::fs::read_dir(root.join("book-example/designs")).expect("the example book");
        for entry in folder.flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).expect("in the repository").to_string_lossy().into_owned();
            found.extend(path.extension().is_some_and(|ending| ending == "toml").then_some(name));
        }
        let text = |name: &String| std::fs::read_to_string(root.join(name)).expect("a design");
        found.into_iter().map(|name| (text(&name), name)).collect()
    }

    /// What rules take for a citation is one here, too.
    #[test]
    fn every_citation_of_the_model_is_in_the_index() {
        let mut kinds: HashMap<CitedKind, usize> = HashMap::new();
        for (text, name) in designs() {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
            let mut session = Session::new(folder, Config::default(), Sources::new(), &mut Sink::default());
            let file = session.sources.add(name.as_str(), text.as_str());
            session.open(file);
            let index = Index::of(&text, &mut Grammar::new(&session.context().facts));
            let at: HashMap<usize, &super::Citation> =
                index.citations.iter().map(|citation| (citation.range.end, citation)).collect();
            let design = session.design(file).expect("a design");
            let mut missing = Vec::new();
            let mut cited = 0;
            design.walk(&mut |leaf| {
                let Leaf::Reference(kind, id) = leaf else { return };
                if id.span.file != file || kind == CitedKind::Verifiable && id.value.contains('.') {
                    return;
                }
                *kinds.entry(kind).or_default() += 1;
                cited += 1;
                let (start, end) = (id.span.start as usize, id.span.end as usize);
                let quotes = usize::from(text[start..].starts_with(['"', '\'']));
                let found = at.get(&(end - quotes));
                if found.is_none_or(|it| it.kinds != Kind::cited(kind) || !id.value.ends_with(&it.id)) {
                    missing.push((kind, id.value.clone()));
                }
            });
            assert!(missing.is_empty(), "{name}: {missing:?}");
            let is_cited = |it: &&super::Citation| {
                it.origin == Origin::Key
                    && !it.declares
                    && Kind::cited(CitedKind::Element).ends_with(it.kinds)
            };
            assert!(index.citations.iter().filter(is_cited).count() <= cited, "{name}");
        }
        let mut declared = BTreeSet::new();
        for table in TABLES {
            cited_in(&(table.shape)(), &mut BTreeSet::new(), &mut declared);
        }
        let met: BTreeSet<&str> = kinds.keys().map(|kind| kind.word()).collect();
        assert_eq!(met, declared, "what no design here cites, nothing shows to be found");
    }

    /// What a shape cites.
    fn cited_in(shape: &Shape, seen: &mut BTreeSet<&str>, found: &mut BTreeSet<&'static str>) {
        match shape {
            Shape::Cites { what, shape } => {
                found.insert(what);
                cited_in(shape, seen, found);
            }
            Shape::Named { shape, .. } | Shape::Array(shape) | Shape::Map { value: shape, .. } => {
                cited_in(shape, seen, found);
            }
            Shape::OneOf(shapes) => shapes.iter().for_each(|shape| cited_in(shape, seen, found)),
            Shape::Record(record) if seen.insert(record.name) => {
                record.fields.iter().for_each(|field| cited_in(&(field.shape)(), seen, found));
            }
            _ => {}
        }
    }

    /// Each text of the author is looked through.
    #[test]
    fn every_mention_in_a_text_is_in_the_index() {
        let mut all = 0;
        for (text, name) in designs() {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
            let mut session = Session::new(folder, Config::default(), Sources::new(), &mut Sink::default());
            let file = session.sources.add(name.as_str(), text.as_str());
            session.open(file);
            let index = Index::of(&text, &mut Grammar::new(&session.context().facts));
            session.design(file).expect("a design").walk(&mut |leaf| {
                let Leaf::Text(prose) = leaf else { return };
                for (range, words) in crate::markdown::mentions(&prose.value) {
                    let place = prose.locate(&session.sources, range);
                    let is_there = |it: &&super::Citation| {
                        it.origin == Origin::Prose
                            && it.range.end == place.end as usize
                            && words.ends_with(&it.id)
                    };
                    let found = index.citations.iter().find(is_there);
                    assert!(place.file != file || found.is_some(), "{name}: [{words}]");
                    all += 1;
                }
            });
        }
        assert!(all > 5, "{all}");
    }
}
