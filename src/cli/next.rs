//! `next DESIGN`: what is most useful to write next.

use std::process::ExitCode;

use super::args::{Next, ReportFormat};
use super::output::Lines;
use super::{Failure, Outcome, output, stdin};
use crate::authoring::next::{json, next};
use crate::book::Loaded;
use crate::diagnostic::{Finding, counted, guarded_json};
use crate::source::Sources;

pub(super) fn run(arguments: &Next) -> Outcome {
    let (file, overlay) = stdin::read_one(&arguments.design, arguments.stdin_filename.as_deref())?;
    let loaded = Loaded::open(&file, Sources::over(overlay)).map_err(Failure::because)?;
    let Some(checked) = &loaded.checked else {
        let message = format!("`{}` names no version, so there is nothing to write", file.display());
        return Err(Failure::new(message));
    };
    let sources = &loaded.session.sources;
    let found = &loaded.found;
    let (next, left) = (next(found), found.findings.len().saturating_sub(1));
    output::print(&match arguments.format {
        ReportFormat::Text => text(next, left, sources),
        ReportFormat::Json => {
            let design = checked.design.as_ref().map(|design| design.id.as_str());
            format!("{}\n", guarded_json(&format!("{:#}", json(design, next, left, sources))))
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn text(next: Option<&Finding>, left: usize, sources: &Sources) -> String {
    let mut lines = Lines::default();
    let Some(finding) = next else {
        lines.line("nothing is missing");
        return lines.text().to_owned();
    };
    let source = sources.get(finding.span.file);
    let place = format!("{}:{}", source.shown(), source.line(finding.span.start as usize));
    lines.line(format!("{place}: {} ({} {})", finding.message, finding.rule.code, finding.rule.name));
    let section = finding.section.as_ref().map(|section| format!("section: {}", section.heading));
    let help = finding.help.as_ref().map(|help| format!("help: {help}"));
    for line in section.into_iter().chain(help) {
        lines.line(format!("  {line}"));
    }
    if left > 0 {
        lines.line(format!("  {} after it", counted(left, "finding")));
    }
    lines.text().to_owned()
}
