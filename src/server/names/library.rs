//! All designs of a book and what cites them, as an editor sees them: open buffers over the files on disk.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use super::citation::Citation;
use super::grammar::Grammar;
use super::index::{Index, in_prose};
use super::kind::Kind;
use crate::book::{InBook, ShownView, Surroundings, in_book};
use crate::catalog::landscape::Used;
use crate::design::{as_id, version_in_name};
use crate::diagram::view::View;
use crate::markdown::destinations;
use crate::source::{FileId, Sources, Span};

/// The designs of a book, and its chapters.
pub(crate) struct Library {
    pub(crate) book: Surroundings,
    /// The designs, by path.
    pub(crate) designs: Vec<Known>,
    /// The chapters, if they can be read.
    pub(crate) chapters: InBook,
    /// Why the chapters cannot be read.
    pub(crate) unread: Option<String>,
    by_file: HashMap<FileId, usize>,
    /// The design that each alias names.
    aliases: HashMap<(FileId, String), FileId>,
    /// The design that each contract of another system is in, by the end of the citation.
    contracts: HashMap<(FileId, u32), FileId>,
}

/// A design.
pub(crate) struct Known {
    pub(crate) file: FileId,
    pub(crate) id: String,
    pub(crate) index: Index,
    /// Its texts in other files.
    pub(crate) texts: Vec<TextFile>,
    /// Whether it is the model of a design of another repository.
    pub(crate) is_snapshot: bool,
}

/// A text of a design in a file.
pub(crate) struct TextFile {
    pub(crate) file: FileId,
    pub(crate) citations: Vec<Citation>,
    pub(crate) links: Vec<(Range<usize>, String)>,
}

/// Something with an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// The design that declares it; of a series, for the id of the design itself, the first version.
    pub(crate) file: FileId,
    pub(crate) kind: Kind,
    /// The table of a column, the decision of an option.
    pub(crate) within: String,
    pub(crate) id: String,
}

/// A place where a symbol is declared or cited.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) file: FileId,
    pub(crate) citation: Citation,
    /// The place in words, if it cannot be changed there.
    pub(crate) fixed: Option<String>,
}

impl Library {
    /// Reads the book around a file.
    pub(crate) fn open(path: &Path, sources: Sources) -> Self {
        let mut book = Surroundings::of_with(path, sources);
        if let Ok(granted) = book.session.root.named(path)
            && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
            && !path.ends_with(crate::book::BOOK)
            && let Ok(file) = book.session.sources.load(&granted)
        {
            book.session.open(file);
        }
        let (chapters, unread) = match book.is_book().then(|| in_book(&mut book)) {
            Some(Err(error)) => (InBook::default(), Some(error.to_string())),
            Some(Ok(found)) => (found, None),
            None => (InBook::default(), None),
        };
        if book.is_book() {
            book.session.read_all();
        }
        let mut library = Self {
            book,
            designs: Vec::new(),
            chapters,
            unread,
            by_file: HashMap::new(),
            aliases: HashMap::new(),
            contracts: HashMap::new(),
        };
        library.read();
        library.resolve_aliases();
        library
    }

    /// The text of a file.
    pub(crate) fn text(&self, file: FileId) -> &str {
        self.book.session.sources.get(file).text()
    }

    /// A design.
    pub(crate) fn design(&self, file: FileId) -> Option<&Known> {
        self.designs.get(*self.by_file.get(&file)?)
    }

    fn read(&mut self) {
        let mut files: Vec<FileId> = self.book.session.every_file().collect();
        files.sort_by_key(|file| self.book.session.sources.get(*file).path().to_owned());
        let facts = self.book.session.context().facts.clone();
        let mut grammar = Grammar::new(&facts);
        for file in files {
            let is_snapshot = self.book.session.is_snapshot(file);
            let text = self.book.session.sources.get(file).text().clone();
            let index = if is_snapshot { Index::default() } else { Index::of(&text, &mut grammar) };
            let id = self.id(file, &text, &index);
            let texts = self.texts(file, &index);
            self.by_file.insert(file, self.designs.len());
            self.designs.push(Known { file, id, index, texts, is_snapshot });
        }
    }

    /// The id of a design, also of one that is not TOML at the moment.
    fn id(&self, file: FileId, text: &str, index: &Index) -> String {
        let read = self.book.session.design(file).map(|design| design.id.clone());
        let written = || index.string(text, &["design", "id"]).filter(|id| !id.trim().is_empty());
        read.or_else(written).unwrap_or_else(|| {
            let source = self.book.session.sources.get(file);
            let stem = source.stem();
            let folder = version_in_name(stem).and_then(|_| source.folder_name());
            as_id(&folder.unwrap_or_else(|| stem.to_owned()))
        })
    }

    fn texts(&mut self, file: FileId, index: &Index) -> Vec<TextFile> {
        let session = &mut self.book.session;
        let folder = session.sources.get(file).location().parent().map(Path::to_path_buf).unwrap_or_default();
        let mut texts: Vec<TextFile> = Vec::new();
        for name in &index.files {
            let Ok(granted) = session.root.resolve(&folder, name) else { continue };
            let Ok(file) = session.sources.load(&granted) else { continue };
            if texts.iter().any(|known| known.file == file) {
                continue;
            }
            let text = session.sources.get(file).text();
            texts.push(TextFile { file, citations: in_prose(text), links: destinations(text) });
        }
        texts
    }

    fn resolve_aliases(&mut self) {
        let landscape = self.book.session.landscape();
        for (_, design) in
            self.designs.iter().filter_map(|known| Some((known, self.book.session.design(known.file)?)))
        {
            for integration in &design.integrations {
                if let Some(found) = landscape.found(integration) {
                    let alias = (design.file, integration.id.value.clone());
                    self.aliases.insert(alias, found.member.file);
                }
            }
        }
        for used in landscape.uses() {
            if let (Used::Contract(_), Some((_, provider))) = (used.what, used.provider) {
                self.contracts.insert((used.consumer, used.span.end), provider);
            }
        }
        drop(landscape);
        let mut written = Vec::new();
        for known in self.designs.iter().filter(|known| self.book.session.design(known.file).is_none()) {
            for alias in known.index.ids(Kind::Integration, "") {
                let path = ["integrations", alias, "design"];
                let named = known.index.string(self.text(known.file), &path).unwrap_or_default();
                let id = named.split('@').next().unwrap_or_default().trim();
                let mut designs = self.designs.iter().filter(|other| other.id == id);
                let found = designs.clone().find(|other| self.book.session.holds(other.file));
                let found = found.or_else(|| designs.next()).map(|other| other.file);
                written.extend(found.map(|found| ((known.file, alias.to_owned()), found)));
            }
        }
        self.aliases.extend(written);
    }

    /// The design that an alias names.
    pub(crate) fn behind(&self, file: FileId, alias: &str) -> Option<&Known> {
        self.design(*self.aliases.get(&(file, alias.to_owned()))?)
    }

    /// What a citation in a design means.
    pub(crate) fn meant(&self, known: &Known, citation: &Citation) -> Option<Symbol> {
        if citation.kinds == [Kind::Design] {
            let id = if citation.declares { &known.id } else { &citation.id };
            let file = self.designs.iter().find(|other| other.id == *id)?.file;
            return Some(Symbol { file, kind: Kind::Design, within: String::new(), id: id.clone() });
        }
        let owner = match &citation.alias {
            None => known,
            Some(alias) => match self.provider(known, citation, alias) {
                Some(other) => other,
                None if citation.may_be_own => known,
                None => return None,
            },
        };
        let declared = |kind: &&Kind| self.has(owner, **kind, &citation.within, &citation.id);
        let kind = *citation.kinds.iter().find(declared).or(citation.kinds.first())?;
        let written = owner.index.declared(kind, &citation.within, &citation.id);
        let id = written.map_or_else(|| citation.id.clone(), |declared| declared.id.clone());
        Some(Symbol { file: owner.file, kind, within: citation.within.clone(), id })
    }

    fn provider(&self, known: &Known, citation: &Citation, alias: &str) -> Option<&Known> {
        let end = u32::try_from(citation.range.end).ok()?;
        // The place of a value includes its quotes.
        let named = [end, end + 1].into_iter().find_map(|end| self.contracts.get(&(known.file, end)));
        if let Some(named) = named.filter(|_| citation.may_be_own) {
            return self.design(*named);
        }
        let behind = self.behind(known.file, alias)?;
        let is_own = citation.may_be_own
            && known.index.declares(Kind::Contract, "", &citation.id)
            && !behind.index.declares(Kind::Contract, "", &citation.id);
        (!is_own).then_some(behind)
    }

    /// Whether a design has something with this id, also if a file of the repository declares it.
    pub(crate) fn has(&self, owner: &Known, kind: Kind, within: &str, id: &str) -> bool {
        owner.index.declares(kind, within, id) || self.is_taken_from_file(owner, kind, id)
    }

    /// Whether only a file of the repository, or the model of another one, declares something.
    pub(crate) fn is_taken_from_file(&self, owner: &Known, kind: Kind, id: &str) -> bool {
        let design = self.book.session.design(owner.file);
        let found = design.zip(kind.target());
        found.is_some_and(|(design, target)| target.ids(design).any(|known| known == id))
            && !owner.index.declares(kind, "", id)
    }

    /// What is at an offset of a file, and where exactly.
    pub(crate) fn at(&self, file: FileId, offset: usize) -> Option<(Symbol, Place)> {
        let covers = |range: &Range<usize>| range.start <= offset && offset <= range.end;
        let in_designs = self.designs.iter().flat_map(|known| {
            let own = known.index.citations.iter().map(move |citation| (known.file, citation));
            let texts = known.texts.iter();
            let texts = texts.flat_map(|text| text.citations.iter().map(|citation| (text.file, citation)));
            own.chain(texts).map(move |(of, citation)| (known, of, citation))
        });
        let mut here = in_designs.filter(|(_, of, citation)| *of == file && covers(&citation.range));
        if let Some((known, _, citation)) = here.next() {
            let place = Place { file, citation: citation.clone(), fixed: None };
            return Some((self.meant(known, citation)?, place));
        }
        let views = self.views();
        let view = views.into_iter().find(|(_, place)| place.file == file && covers(&place.citation.range));
        view.or_else(|| self.link_at(file, offset))
    }

    /// The ids in the views that chapters show.
    pub(crate) fn views(&self) -> Vec<(Symbol, Place)> {
        let place = |shown: &ShownView, citation: Citation, span: Span, fixed: &Option<String>| {
            let symbol = self.meant(self.design(shown.design)?, &citation)?;
            Some((symbol, Place { file: span.file, citation, fixed: fixed.clone() }))
        };
        let mut found = Vec::new();
        for shown in &self.chapters.views {
            let Some(view) = View::parse(&shown.view.value) else { continue };
            let named = match view {
                View::Component(id) => Some((Kind::Person.family(), id)),
                View::TablesOf(id) => Some((Kind::Component.alone(), id)),
                View::Flow(id) => Some((Kind::Flow.alone(), id)),
                _ => None,
            };
            if let Some((kinds, id)) = named {
                let end = shown.view.span.end as usize;
                let citation = Citation::new(kinds, id, end - id.len()..end);
                found.extend(place(shown, citation, shown.view.span, &shown.fixed));
            }
            let kinds: &[Kind] = match view {
                View::Tables => Kind::Table.alone(),
                View::DataFlow => Kind::Flow.alone(),
                View::Coverage | View::CoverageGraph => Kind::Requirement.alone(),
                View::Deployment(_) => Kind::DEPLOYED,
                _ => Kind::Person.family(),
            };
            for (id, fixed) in &shown.parts {
                let citation = Citation::new(kinds, &id.value, id.span.range());
                found.extend(place(shown, citation, id.span, fixed));
            }
        }
        found
    }

    /// Every place where a symbol is declared or cited by its id.
    pub(crate) fn places(&self, symbol: &Symbol) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for known in &self.designs {
            let own = known.index.citations.iter().map(|citation| (known.file, citation));
            let texts = known.texts.iter();
            let texts = texts.flat_map(|text| text.citations.iter().map(|citation| (text.file, citation)));
            for (file, citation) in own.chain(texts) {
                let may_be = citation.kinds.contains(&symbol.kind)
                    && citation.id.eq_ignore_ascii_case(&symbol.id)
                    && citation.within == symbol.within;
                if may_be && self.meant(known, citation).as_ref() == Some(symbol) {
                    places.push(Place { file, citation: citation.clone(), fixed: None });
                }
            }
        }
        let views = self.views().into_iter().filter(|(meant, _)| meant == symbol).map(|(_, place)| place);
        places.extend(views);
        places.extend(self.links_to(symbol));
        let order = |place: &Place| (place.file, place.citation.range.start);
        places.sort_by_key(order);
        places.dedup_by_key(|place| order(place));
        places
    }
}
