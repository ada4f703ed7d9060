//! The form for people: what rustc prints, with the lines of every file that a finding names.

mod build;
mod ending;
mod excerpt;
mod folded;
mod window;

pub use ending::Ending;
pub use excerpt::Excerpt;
pub use folded::Folded;

use std::collections::HashSet;
use std::io;

use annotate_snippets::{Group, Level as Severity, Patch, Renderer, Snippet};

use self::window::{Marked, Window, elements};
use super::{Format, other_places};
use crate::diagnostic::{Edit, Finding, Level, Report, guarded, printable};
use crate::source::{FileId, Sources};

/// Findings with the lines they are about, and a last line that counts them.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// Whether the output may hold ANSI colours.
    pub color: bool,
}

/// The rules whose names an output has said.
#[derive(Clone, Debug, Default)]
pub struct Introduced(HashSet<&'static str>);

impl Format for Text {
    fn write_all(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
        self.write_findings(report, Level::Note, sources, out)?;
        self.write_ending(report, &Ending::default(), out)
    }
}

impl Text {
    /// Writes the findings from a level on, the worst last: there people look first.
    ///
    /// # Errors
    /// Only those of `out`.
    pub fn write_findings(
        self,
        report: &Report,
        from: Level,
        sources: &Sources,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        self.write_more_findings(&mut Introduced::default(), report, from, sources, out)
    }

    /// The same where the output has findings already.
    ///
    /// # Errors
    /// Only those of `out`.
    pub fn write_more_findings(
        self,
        introduced: &mut Introduced,
        report: &Report,
        from: Level,
        sources: &Sources,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let renderer = self.renderer();
        let Report { mut findings, .. } = report.from_level(from).bounded();
        findings.sort_by_key(|finding| finding.level);
        for finding in &findings {
            let is_new = introduced.0.insert(finding.rule.code);
            let drawn = renderer.render(&groups(finding, is_new, sources));
            let drawn = arrows(&format!("{}\n\n", without_margin(&drawn)));
            out.write_all(guarded(&drawn, self.color).as_bytes())?;
        }
        Ok(())
    }

    /// Writes the last lines: how many findings there are, and why they fail. A report without
    /// findings has none.
    ///
    /// # Errors
    /// Only those of `out`.
    pub fn write_ending(
        self,
        report: &Report,
        ending: &Ending<'_>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        if report.findings.is_empty() {
            return Ok(());
        }
        ending::write(report, ending, &self.renderer(), self.color, out)
    }

    fn renderer(self) -> Renderer {
        if self.color { Renderer::styled().hyperlink(false) } else { Renderer::plain() }
    }
}

/// The library leads to another file by `:::`, which a CI service may take for a command. What
/// authors wrote never begins a line.
fn arrows(drawn: &str) -> String {
    let lead = |line: &str| {
        let at = line.find(":::").unwrap_or(0);
        match line.split_at_checked(at) {
            Some((before, rest)) if rest.starts_with(":::") && before.chars().all(is_margin) => {
                format!("{before}-->{}", rest.get(3..).unwrap_or_default())
            }
            _ => line.to_owned(),
        }
    };
    drawn.split_inclusive('\n').map(lead).collect()
}

/// A fix is drawn with one more line of margin, which nothing follows.
fn without_margin(drawn: &str) -> &str {
    let last = drawn.rsplit_once('\n');
    last.filter(|(_, last)| last.chars().all(|c| c == '|' || is_margin(c))).map_or(drawn, |(above, _)| above)
}

/// Whether a character may come before the text of a line: a line's number, blanks, colours.
fn is_margin(c: char) -> bool {
    matches!(c, ' ' | '\u{1b}' | '[' | ';' | 'm' | '0'..='9')
}

/// The finding itself, then its fix. A rule is introduced by its name once per run: that name
/// is used to configure, allow and explain it.
fn groups<'a>(finding: &'a Finding, introduce_rule: bool, sources: &'a Sources) -> Vec<Group<'a>> {
    let title = severity(finding.level).primary_title(printable(&finding.message)).id(finding.rule.code);
    let mut places = vec![Marked::primary(finding.span, printable(&finding.label).into_owned())];
    places.extend(
        other_places(finding).map(|(span, message)| Marked::context(span, printable(message).into_owned())),
    );
    let mut main = title.elements(elements(places, sources));
    let patch = patch(finding, sources);
    if let (Some(help), None) = (&finding.help, &patch) {
        main = main.element(Severity::HELP.message(printable(help)));
    }
    if introduce_rule {
        let rule = finding.rule;
        let note = format!("rule `{}`, group `{}`", rule.name, rule.group.name());
        main = main.element(Severity::NOTE.message(note));
    }
    std::iter::once(main).chain(patch).collect()
}

/// The fix as it would look, unless it is too large to be read.
fn patch<'a>(finding: &'a Finding, sources: &'a Sources) -> Option<Group<'a>> {
    let mut snippets = Vec::new();
    for (file, edits) in by_file(&finding.fix) {
        let (first, last) = (edits.first()?.span, edits.last()?.span);
        let window = Window::over(sources.get(file), first.start as usize..last.end as usize);
        if !window.is_readable() {
            return None;
        }
        let patches = edits
            .iter()
            .map(|edit| Patch::new(window.relative(edit.span.range()), edit.replacement.as_str()));
        snippets.push(
            Snippet::source(window.text)
                .line_start(window.line)
                .path(printable(sources.get(file).shown()))
                .patches(patches),
        );
    }
    let help = finding.help.as_deref().unwrap_or("this would fix it");
    (!snippets.is_empty()).then(|| Severity::HELP.secondary_title(printable(help)).elements(snippets))
}

/// The edits of each file in their order, without those that begin before the last one ends.
fn by_file(edits: &[Edit]) -> Vec<(FileId, Vec<&Edit>)> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.file, edit.span.start, edit.span.end));
    let mut files: Vec<(FileId, Vec<&Edit>)> = Vec::new();
    for edit in sorted {
        match files.last_mut() {
            Some((file, edits)) if *file == edit.span.file => {
                if edits.last().is_none_or(|last| last.span.end <= edit.span.start) {
                    edits.push(edit);
                }
            }
            _ => files.push((edit.span.file, vec![edit])),
        }
    }
    files
}

fn severity(level: Level) -> Severity<'static> {
    match level {
        Level::Deny => Severity::ERROR,
        Level::Warn => Severity::WARNING,
        Level::Note | Level::Allow => Severity::NOTE,
    }
}
