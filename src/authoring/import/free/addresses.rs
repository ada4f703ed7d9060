//! Where the links and images of a document lead. A name, a title or a level has words only, so the address of a
//! link in it is kept in the notes of its section.

use super::Guess;
use super::reader::{Place, Reader};
use crate::markdown::Link;
use crate::markdown::tree::Tree;

/// The links and images of a document, and what each part of it is under.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    links: Vec<(usize, Link)>,
    /// The places, in the order of the document: the first line, the section and the heading.
    places: Vec<(usize, String, usize)>,
}

impl Addresses {
    /// Takes the links of a document, apart from those between its own parts.
    pub(super) fn begin(&mut self, tree: &Tree) {
        let is_own = |link: &Link| link.address.is_empty() || link.address.starts_with('#');
        self.links.extend(tree.links.iter().filter(|(_, link)| !is_own(link)).cloned());
    }

    /// Remembers what the lines from here on are under.
    pub(super) fn under(&mut self, place: &Place) {
        self.places.push((place.line, place.section.clone(), place.head));
    }

    /// The links that a text does not contain, with their places.
    fn missing(&self, text: &str) -> Vec<(usize, &Link, String, usize)> {
        let says = |address: &str| {
            ["(", "<", "\"", ": "].iter().any(|before| text.contains(&format!("{before}{address}")))
        };
        let missing = self.links.iter().filter(|(_, link)| !says(&link.address));
        let placed = missing.filter_map(|(line, link)| {
            let (_, section, head) = self.places.iter().rfind(|(first, ..)| first <= line)?;
            Some((*line, link, section.clone(), *head))
        });
        placed.collect()
    }
}

impl Reader<'_, '_> {
    /// Keeps the addresses that nothing in the design says.
    pub(super) fn keep_addresses(&mut self) {
        let addresses = std::mem::take(&mut self.addresses);
        if addresses.links.is_empty() {
            return;
        }
        let mut text = self.draft.text();
        for (_, notes) in self.notes.texts() {
            text.push_str(&notes);
        }
        for (line, link, section, head) in addresses.missing(&text) {
            let (what, mark) = if link.is_image { ("image", "!") } else { ("link", "") };
            let words = link.words.trim().replace('[', "\\[").replace(']', "\\]");
            let address = if link.address.contains([' ', '(', ')']) {
                format!("<{}>", link.address)
            } else {
                link.address.clone()
            };
            let title = match link.title.as_str() {
                "" => String::new(),
                title => format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"")),
            };
            self.notes.keep(&section, head, format!("{mark}[{words}]({address}{title})"));
            self.kept.push(Guess {
                file: self.file.clone(),
                line,
                text: format!(
                    "the {what} “{words}” is in `notes.{section}`: what became of its words has no links"
                ),
            });
        }
    }
}
