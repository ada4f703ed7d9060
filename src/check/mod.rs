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

use crate::diagnostic::{Group, Sink, UNUSED_ALLOW};
use crate::interchange::repository::Held;
use crate::source::FileId;

mod code;
mod cycles;
mod follow;
mod language;
#[expect(clippy::self_named_module_files, reason = "it declares the files of the folder `rules`")]
mod registry;
mod subject;

pub use registry::{CHECKS, Check, is_between, looks_around};
pub use subject::{Agreed, Between, Earlier, Edge, Graph, Joined, Node, NodeKind, OtherDesign, Subject};

/// What a design is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Every rule.
    Everything,
    /// What needs no other design. It cites none, but not all that may cite it were read.
    Alone,
    /// What was left open when it was asked [alone](Asked::Alone).
    TheRest,
}

/// Runs every rule on a design. `sink` already has the findings from reading. As long as the file is
/// not in the format, or cites ids that do not exist, the groups coverage and advice are skipped,
/// since they would only repeat those findings. The group missing is skipped if there is no status.
pub fn run(subject: &Subject<'_>, asked: Asked, sink: &mut Sink) {
    let open = if asked == Asked::TheRest { sink.reopen() } else { Vec::new() };
    let is_asked = |check: &&Check| match asked {
        Asked::Everything => true,
        Asked::Alone => !is_between(check.rule),
        Asked::TheRest => open.contains(&check.rule.code),
    };
    let checks = || CHECKS.iter().filter(is_asked);
    for check in checks().filter(|check| matches!(check.rule.group, Group::Shape { .. })) {
        (check.run)(subject, sink);
    }
    let misshapen = sink.findings().iter().any(|finding| matches!(finding.rule.group, Group::Shape { .. }));
    for check in checks() {
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
    if asked == Asked::Alone {
        leave_open(subject, sink);
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

/// Leaves open what is between designs, and with it whether an entry that allows something there is needed.
fn leave_open(subject: &Subject<'_>, sink: &mut Sink) {
    for check in CHECKS.iter().filter(|check| is_between(check.rule)) {
        sink.leave_open(check.rule);
    }
    if subject.design.allows.iter().any(|allow| looks_around(allow.rule)) {
        sink.leave_open(&UNUSED_ALLOW);
    }
}
