//! For a pull request: what breaks and what to look at in a table, the rest folded away.

use crate::authoring::diff::comparison::{Alone, Comparison, word};
use crate::catalog::landscape::Reach;
use crate::compare::{Change, Class, CoverageChange, Piece};
use crate::diagnostic::counted;
use crate::diagram::architecture::views::changed;
use crate::diagram::drawing::Drawing;
use crate::diagram::model::{Against, Source};
use crate::diagram::selection::Selection;
use crate::markdown::{Brackets, Builder, Html, one_line, write};
use crate::render::sentence;

/// The first line, by which a program finds the comment that it wrote before.
const MARKER: &str = "<!-- mdbook-system-design diff -->";

/// A comment may have 65,536 characters.
const MOST: usize = 65_000;

/// How much is shown.
#[derive(Clone, Copy)]
struct Limits {
    /// Of how many designs.
    designs: usize,
    /// How many changes in each list.
    entries: usize,
    /// Whether changed architectures are drawn.
    pictures: bool,
}

/// The first of these that fits is taken.
const LIMITS: [Limits; 8] = [
    Limits { designs: usize::MAX, entries: usize::MAX, pictures: true },
    Limits { designs: usize::MAX, entries: usize::MAX, pictures: false },
    Limits { designs: usize::MAX, entries: 300, pictures: false },
    Limits { designs: 300, entries: 100, pictures: false },
    Limits { designs: 100, entries: 30, pictures: false },
    Limits { designs: 50, entries: 10, pictures: false },
    Limits { designs: 30, entries: 3, pictures: false },
    Limits { designs: 10, entries: 0, pictures: false },
];

/// How long the text of a picture may be, for the sites that draw Mermaid.
const MOST_MERMAID: usize = 20_000;

/// How many designs are listed that are only on one side.
const MOST_ALONE: usize = 100;

/// How many characters a title may have.
const LONGEST_TITLE: usize = 120;

/// A change, and who is hit by it.
type Entry<'a> = (&'a Change, &'a Reach);

/// The comment; nothing if nothing changed.
pub(super) fn written(all: &[Comparison<'_>], alone: &[Alone<'_>]) -> String {
    let changed: Vec<&Comparison<'_>> = all.iter().filter(|one| !one.is_same()).collect();
    if changed.is_empty() && alone.is_empty() {
        return String::new();
    }
    let texts = LIMITS.iter().map(|&limit| comment(&changed, alone, limit));
    let mut last = String::new();
    for text in texts {
        last = text;
        if last.chars().count() < MOST {
            break;
        }
    }
    last
}

fn comment(changed: &[&Comparison<'_>], alone: &[Alone<'_>], limits: Limits) -> String {
    let mut out = Builder::new();
    out.html(MARKER.to_owned());
    for one in changed.iter().take(limits.designs) {
        design(one, limits, &mut out);
    }
    let left_out = changed.len().saturating_sub(limits.designs);
    if left_out > 0 {
        out.paragraph(|out| out.text(format!("… and {}.", counted(left_out, "other changed design"))));
    }
    if !alone.is_empty() {
        let most = limits.designs.min(MOST_ALONE);
        out.list(|out| {
            for one in alone.iter().take(most) {
                out.item(|out| {
                    out.code(one.design.file());
                    out.text(format!(": {}, {}", one.word(), one.state()));
                });
            }
        });
        more(alone.len(), most, &mut out);
    }
    write(out.finish(), Brackets::Escaped)
}

fn design<'a>(one: &'a Comparison<'_>, limits: Limits, out: &mut Builder<'a>) {
    let most = limits.entries;
    let title: String = one.new.design.meta.title.value.chars().take(LONGEST_TITLE).collect();
    out.heading(3, None, |out| out.text(format!("{title}: {}", one.versions())));
    out.paragraph(|out| {
        out.code(one.new.file());
        out.text(format!(": {}", one.counts()));
    });
    let (judged, others): (Vec<Entry<'_>>, Vec<Entry<'_>>) =
        one.entries().partition(|(change, _)| change.look || change.class == Class::Breaking);
    if !judged.is_empty() {
        table(one, &judged, most, out);
    }
    if limits.pictures
        && let Some((script, caption)) = picture(one)
    {
        out.fence("mermaid", script);
        out.paragraph(|out| out.emphasis(|out| out.text(caption)));
    }
    let folded = others.len() + one.changes.coverage.len();
    if folded == 0 {
        return;
    }
    let summary = if judged.is_empty() { counted(folded, "change") } else { counted(folded, "other change") };
    out.html(format!("<details>\n<summary>{summary}</summary>"));
    for (class, head) in [(Class::Additive, "Added and changed"), (Class::Editorial, "Reworded")] {
        let of_class = others.iter().filter(|(change, _)| change.class == class);
        list(head, of_class.map(|(change, _)| change.sentence()).collect(), most, out);
    }
    list("Coverage", one.changes.coverage.iter().map(CoverageChange::sentence).collect(), most, out);
    out.html("</details>".to_owned());
}

/// The elements that changed and their neighbours, as Mermaid: sites draw no SVG in a comment. With the legend.
fn picture(one: &Comparison<'_>) -> Option<(String, String)> {
    let source = Source {
        design: one.new.design,
        words: &one.new.template.labels,
        html: Html::Words,
        href: &|_, _| None,
        against: Some(Against { design: one.old.design, changes: &one.changes }),
        neighbours: None,
        selection: Selection::ALL,
    };
    let drawing = Drawing::Architecture(changed(&source.changes()?));
    let script = drawing.mermaid().filter(|script| script.len() < MOST_MERMAID)?;
    Some((script, drawing.caption()))
}

/// What breaks, and what somebody has to look at.
fn table<'a>(one: &'a Comparison<'_>, judged: &[Entry<'a>], most: usize, out: &mut Builder<'a>) {
    if most > 0 {
        out.table(
            3,
            |out| ["", "What changed", "Where"].iter().for_each(|head| out.cell(|out| out.text(*head))),
            |out| {
                for &(change, reach) in judged.iter().take(most) {
                    out.row(|out| {
                        out.cell(|out| out.strong(|out| out.text(word(change))));
                        out.cell(|out| {
                            sentence(change.sentence(), out);
                            if let Some(reason) = &change.allowed {
                                out.text(format!(" (allowed: {})", one_line(reason)));
                            }
                            if let Some(users) = one.users(reach) {
                                out.text(format!("; {}", one_line(&users)));
                            }
                        });
                        out.cell(|out| one.place(change).into_iter().for_each(|place| out.code(place)));
                    });
                }
            },
        );
    }
    more(judged.len(), most, out);
}

fn list<'a>(head: &'static str, sentences: Vec<Vec<Piece<'a>>>, most: usize, out: &mut Builder<'a>) {
    if sentences.is_empty() {
        return;
    }
    let count = sentences.len();
    out.paragraph(|out| out.strong(|out| out.text(head)));
    if most > 0 {
        out.list(|out| {
            for pieces in sentences.into_iter().take(most) {
                out.item(|out| sentence(pieces, out));
            }
        });
    }
    more(count, most, out);
}

/// Says how many were left out.
fn more(count: usize, most: usize, out: &mut Builder<'_>) {
    if count > most {
        let left_out = count - most;
        out.paragraph(|out| {
            out.text(format!("… and {left_out} more; "));
            out.code("mdbook-system-design diff");
            out.text(" shows all of them.");
        });
    }
}
