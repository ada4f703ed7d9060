//! SD108: a link or an image whose address is not allowed on a page.

use std::ops::Range;

use crate::check::Subject;
use crate::design::{Code, Leaf, Text, Walk};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::markdown::{Use, look, unsafe_clicks};
use crate::reading::Plain;

rule! {
    /// A link or an image has an address that is not allowed on a page.
    pub(crate) RULE = "SD108", "unsafe-link", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    subject.design.walk(&mut |leaf| {
        if let Leaf::Text(text) = leaf {
            for (range, address) in look(&text.value, &subject.schemes).unsafe_addresses {
                sink.push(in_text(subject, text, range, &address));
            }
        }
    });
    for address in subject.design.meta.links.iter().map(|named| &**named) {
        plain(address, subject, sink);
    }
    for technology in subject.design.technologies.iter() {
        if let Some(address) = &technology.url {
            plain(address, subject, sink);
        }
    }
    for script in subject.own_architecture().into_iter().chain(subject.own_data_flow()) {
        clicks(script, subject, sink);
    }
}

fn plain(address: &Plain, subject: &Subject<'_>, sink: &mut Sink) {
    if !subject.schemes.pass(address, Use::Link) {
        sink.push(worded(Finding::new(&RULE, address.span, message(address))));
    }
}

fn clicks(script: &Code, subject: &Subject<'_>, sink: &mut Sink) {
    for (range, named) in unsafe_clicks(&script.value, &subject.schemes) {
        sink.push(in_text(subject, script, range, &named));
    }
}

fn in_text(subject: &Subject<'_>, text: &Text, range: Range<usize>, address: &str) -> Finding {
    worded(subject.in_text(&RULE, text, range, message(address)))
}

fn message(address: &str) -> String {
    // An address may contain a whole picture.
    let shown: String = address.chars().take(60).collect();
    let more = if shown.len() < address.len() { "…" } else { "" };
    format!("`{shown}{more}` is not allowed as an address on a page")
}

fn worded(finding: Finding) -> Finding {
    finding.label("the text is printed without it").help(
        "link to a page (`https`, `http`, `mailto`, `tel`) or to a file (`../notes.md`); to allow another scheme, \
         add it to `link-schemes = [\"…\"]` in book.toml",
    )
}
