//! The checker: what a design lacks, and where it contradicts itself.
//!
//! Each rule has a file in `rules/` with its identity, its `check` function and its wording. `subject`
//! has the views of a design that rules share, `language` the words, `code` the parsers of samples. A
//! rule consists of four parts, and `cargo xtask new-rule NAME --code SDnnn` writes a skeleton of each:
//!
//! 1. `rules/NAME.rs`, which declares the identity with `rule!` and has a function
//!    `pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink)`;
//! 2. a line in `registry.rs`, in order of the codes: the list also declares the modules;
//! 3. a page `book-example/src/rules/NAME.md`, whose example is the rule's test, with an entry in
//!    SUMMARY.md. The identity includes the page, so without it nothing compiles;
//! 4. the smallest edits that trigger the rule, in `tests/mutations/CODE.toml`.
//!
//! `SNAPSHOTS=overwrite cargo test` generates the rest: the page's heading and output, the overview of
//! all rules, the codes in the JSON Schema.
//!
//! A rule never looks at levels, nor at the design's status unless its summary mentions it, and it
//! skips what another rule has already reported.

use crate::diagnostic::{Group, Sink};
use crate::interchange::repository::Held;
use crate::source::FileId;

mod code;
mod cycles;
mod follow;
mod language;
#[expect(clippy::self_named_module_files, reason = "it declares the files of the folder `rules`")]
mod registry;
mod subject;

pub use registry::{CHECKS, Check};
pub use subject::{Agreed, Between, Earlier, Edge, Graph, Joined, Node, NodeKind, OtherDesign, Subject};

/// Runs every rule on a design. `sink` already has the findings from reading. As long as the file is
/// not in the format, or cites ids that do not exist, the groups coverage and advice are skipped,
/// since they would only repeat those findings. The group missing is skipped if there is no status.
pub fn run(subject: &Subject<'_>, sink: &mut Sink) {
    for check in CHECKS.iter().filter(|check| matches!(check.rule.group, Group::Shape { .. })) {
        (check.run)(subject, sink);
    }
    let misshapen = sink.findings().iter().any(|finding| matches!(finding.rule.group, Group::Shape { .. }));
    for check in CHECKS {
        let skipped = match check.rule.group {
            Group::Shape { .. } => true,
            Group::Coverage | Group::Advice => misshapen,
            // What may be missing depends on the status.
            Group::Missing => !subject.design.has_status,
            Group::Contradiction | Group::Sources | Group::Versions { .. } | Group::Book { .. } => false,
        };
        if !skipped {
            (check.run)(subject, sink);
        }
    }
    // What a design only has from files is not asked for what is missing in it.
    if let Some(agreed) = &subject.agreed {
        let files: Vec<FileId> = agreed.agreement.held.iter().flat_map(Held::files).collect();
        sink.retain(|finding| {
            finding.rule.group == Group::Sources
                || finding.anchor.is_some()
                || !files.contains(&finding.span.file)
        });
    }
}
