//! Links to the anchors of designs: in chapters, in texts of designs, in HTML and in redirects.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::citation::Citation;
use super::kind::Kind;
use super::library::{Known, Library, Place, Symbol};
use crate::design::version_in_name;
use crate::markdown::{decode_path, destinations, html};
use crate::render::Anchor;
use crate::source::FileId;

/// A link and its place.
pub(crate) struct Address {
    pub(crate) file: FileId,
    /// The folder that its path starts from.
    pub(crate) folder: PathBuf,
    /// The page that it is on.
    pub(crate) page: Option<String>,
    /// The place.
    pub(crate) range: Range<usize>,
    pub(crate) destination: String,
}

impl Library {
    /// Every link of the book that leads to an anchor.
    pub(crate) fn addresses(&self) -> Vec<Address> {
        let mut found = Vec::new();
        for document in &self.chapters.documents {
            let text = self.text(document.file);
            let mut links = destinations(text);
            for range in html(text) {
                links.extend(attributes(text, range));
            }
            let address = |(range, destination)| Address {
                file: document.file,
                folder: document.folder.clone(),
                page: document.page.clone(),
                range,
                destination,
            };
            found.extend(links.into_iter().map(address));
        }
        for known in self.designs.iter().filter(|known| !known.is_snapshot) {
            let location = self.book.session.sources.get(known.file).location();
            let folder = location.parent().map(Path::to_path_buf).unwrap_or_default();
            let own = known.index.links.iter().map(|link| (known.file, link));
            let texts = known.texts.iter().flat_map(|text| text.links.iter().map(|link| (text.file, link)));
            let address = |(file, (range, destination)): (FileId, &(Range<usize>, String))| Address {
                file,
                folder: folder.clone(),
                page: None,
                range: range.clone(),
                destination: destination.clone(),
            };
            found.extend(own.chain(texts).map(address));
        }
        found.retain(|address| address.destination.contains('#'));
        found
    }

    /// The places in links where a symbol is named.
    pub(crate) fn links_to(&self, symbol: &Symbol) -> Vec<Place> {
        let named = self.addresses().into_iter().filter_map(|address| {
            let part = self.named_in(&address, symbol)?;
            let range = address.range.start + part.start..address.range.start + part.end;
            let citation = Citation::new(symbol.kind.alone(), &symbol.id, range);
            Some(Place { file: address.file, citation, fixed: None })
        });
        named.collect()
    }

    /// What the link at an offset leads to.
    pub(crate) fn link_at(&self, file: FileId, offset: usize) -> Option<(Symbol, Place)> {
        let covers = |address: &Address| {
            address.file == file && address.range.start <= offset && offset <= address.range.end
        };
        let address = self.addresses().into_iter().find(covers)?;
        let symbols = self.designs.iter().flat_map(|known| {
            let declared = known.index.citations.iter().filter(|citation| citation.declares);
            declared.filter_map(|citation| self.meant(known, citation))
        });
        symbols.into_iter().find_map(|symbol| {
            let part = self.named_in(&address, &symbol)?;
            let range = address.range.start + part.start..address.range.start + part.end;
            let citation = Citation::new(symbol.kind.alone(), &symbol.id, range);
            Some((symbol, Place { file, citation, fixed: None }))
        })
    }

    /// The part of a link's destination that is the id of a symbol.
    fn named_in(&self, address: &Address, symbol: &Symbol) -> Option<Range<usize>> {
        let (path, fragment) = address.destination.split_once('#')?;
        let part = self.in_fragment(fragment, symbol)?;
        let start = path.len() + 1;
        let page = if path.is_empty() { address.page.clone() } else { self.page(&address.folder, path) };
        self.may_be_on(page.as_deref(), symbol).then(|| start + part.start..start + part.end)
    }

    /// The part of a fragment that is the id of a symbol: `shop-component-api`, or `shop-2-component-api` where
    /// a page shows the design twice.
    pub(crate) fn in_fragment(&self, fragment: &str, symbol: &Symbol) -> Option<Range<usize>> {
        let base = &self.design(symbol.file)?.id;
        if symbol.kind == Kind::Design {
            let rest = fragment.strip_prefix(base.as_str())?;
            let is_part = rest.is_empty()
                || ["-section-", "-block-"].iter().any(|word| rest.starts_with(word))
                || Kind::ALL.iter().filter_map(|kind| kind.target()).any(|target| {
                    let word = Anchor::Entity(target, "").under("");
                    rest.starts_with(&word)
                });
            return is_part.then_some(0..base.len());
        }
        let word = Anchor::Entity(symbol.kind.target()?, &symbol.id).under("");
        let before = fragment.strip_suffix(&word)?;
        let is_base = before == Anchor::Document.under(base)
            || before
                .rsplit_once('-')
                .is_some_and(|(first, number)| first == base && number.parse::<u32>().is_ok())
                && !self.designs.iter().any(|other| other.id == before);
        is_base.then(|| fragment.len() - symbol.id.len()..fragment.len())
    }

    /// The page that a path leads to, relative to the site.
    fn page(&self, folder: &Path, path: &str) -> Option<String> {
        let path = path.split('?').next().unwrap_or(path);
        if path.contains(':') {
            return None;
        }
        let session = &self.book.session;
        let chapters = self.book.settings.chapters(&session.root);
        let src = chapters.shown(&chapters.folder().join(&self.book.settings.src));
        let path = decode_path(path);
        let shown = match path.strip_prefix('/') {
            Some(from_site) => return Some(crate::book::page_of(from_site)),
            None => chapters.shown_of(folder, &path),
        };
        let below = shown.strip_prefix(&format!("{src}/")).unwrap_or(&shown);
        Some(crate::book::page_of(below))
    }

    /// Whether a page may show the version of a design that declares a symbol: it does not show another one.
    pub(crate) fn may_be_on(&self, page: Option<&str>, symbol: &Symbol) -> bool {
        let Some(page) = page else { return true };
        let id = self.design(symbol.file).map(|known| known.id.as_str());
        let shown = self.chapters.pages.iter().filter(|shown| shown.page == page);
        let same: Vec<&Known> = shown
            .filter_map(|shown| self.design(shown.design))
            .filter(|known| Some(known.id.as_str()) == id)
            .collect();
        if !same.is_empty() {
            return symbol.kind == Kind::Design || same.iter().any(|known| known.file == symbol.file);
        }
        // The page of a version below the one that shows the design.
        let stem = page.rsplit('/').next().unwrap_or(page).trim_end_matches(".html");
        let own = self.book.session.sources.get(symbol.file).stem();
        symbol.kind == Kind::Design || version_in_name(stem).is_none() || stem == own
    }
}

/// The values of attributes that may be addresses.
fn attributes(text: &str, range: Range<usize>) -> Vec<(Range<usize>, String)> {
    let Some(written) = text.get(range.clone()) else { return Vec::new() };
    let mut found = Vec::new();
    for (at, name) in written.match_indices("href=") {
        let start = at + name.len();
        let rest = written.get(start..).unwrap_or_default();
        let Some(quote) = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { continue };
        let inner = &rest[1..];
        let Some(end) = inner.find(quote) else { continue };
        let from = range.start + start + 1;
        found.push((from..from + end, inner[..end].to_owned()));
    }
    found
}
