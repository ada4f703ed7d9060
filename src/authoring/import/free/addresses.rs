//! Where the links and images of a document lead. A name, a title or a level has words only, so the address of a
//! link in it is kept in the notes of its section.

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
    /// Takes the links of a document, apart from those between its own parts and to documents that are read with it.
    pub(super) fn begin(&mut self, tree: &Tree, beside: &[String]) {
        let is_own = |link: &Link| {
            let file = link.address.split('#').next().unwrap_or_default();
            file.is_empty() || beside.iter().any(|name| name == file.trim_start_matches("./"))
        };
        self.links.extend(tree.links.iter().filter(|(_, link)| !is_own(link)).cloned());
    }

    /// Whether the document has none.
    pub(super) fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// Remembers what the lines from here on are under.
    pub(super) fn under(&mut self, line: usize, section: &str, head: usize) {
        self.places.push((line, section.to_owned(), head));
    }

    /// What a text does not contain of them, as Markdown.
    pub(super) fn missing(&self, text: &str) -> Vec<Missing> {
        let says = |address: &str| {
            ["(", "<", "\"", ": "].iter().any(|before| text.contains(&format!("{before}{address}")))
        };
        let missing = self.links.iter().filter(|(_, link)| !says(&link.address));
        let placed = missing.filter_map(|(line, link)| {
            let (_, section, head) = self.places.iter().rfind(|(first, ..)| first <= line)?;
            Some(Missing {
                line: *line,
                said: said(link),
                text: written(link),
                section: section.clone(),
                head: *head,
            })
        });
        placed.collect()
    }
}

/// A link or an image that the design does not have.
pub(super) struct Missing {
    pub(super) line: usize,
    /// What it is, in words.
    pub(super) said: String,
    /// The link, as Markdown.
    pub(super) text: String,
    /// The section whose notes have room for it, and the heading there.
    pub(super) section: String,
    pub(super) head: usize,
}

fn said(link: &Link) -> String {
    format!("the {} “{}”", if link.is_image { "image" } else { "link" }, link.words.trim())
}

fn written(link: &Link) -> String {
    let mark = if link.is_image { "!" } else { "" };
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
    format!("{mark}[{words}]({address}{title})")
}
