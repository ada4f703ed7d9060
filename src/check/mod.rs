//! The checker: what a design lacks, and where it contradicts itself.
//!
//! One file a rule in `rules/`: its identity, a `check` function, and its wording. A rule is four
//! things, and `cargo xtask new-rule NAME --code SDnnn` writes the skeleton of each:
//!
//! 1. `rules/NAME.rs`, which declares its identity with `rule!` and has a function
//!    `pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink)`;
//! 2. its line in `registry.rs`, in the order of the codes: the list declares the modules, too;
//! 3. its page `book-example/src/rules/NAME.md` (its example is its test), with an entry in
//!    SUMMARY.md. The identity includes the page, so without it nothing compiles;
//! 4. the smallest edits that make it speak, in `tests/mutations/CODE.toml`.
//!
//! `SNAPSHOTS=overwrite cargo test` writes what follows from them: the head and the output on its
//! page, the overview of all rules, the codes in the JSON Schema.
//!
//! A rule never looks at levels or at the design's status unless its sentence does, and it skips
//! what another rule already reported.

use crate::diagnostic::{Group, Sink};

mod code;
mod columns;
mod cycles;
mod drawn;
mod graph;
mod languages;
mod links;
mod mention;
#[expect(clippy::self_named_module_files, reason = "it declares the files of the folder `rules`")]
mod registry;
mod statement;
mod subject;
mod tree;

pub use graph::{Edge, Graph, Node, NodeKind};
pub use links::Links;
pub use registry::{CHECKS, Check};
pub use subject::{Known, Subject};

/// Runs every rule on a design. What reading found is already in `sink`: as long as the file is
/// not in the format, or cites what is not there, the groups coverage and advice keep silent,
/// since they would only repeat it; so does the group missing where there is no status.
pub fn run(subject: &Subject<'_>, sink: &mut Sink) {
    for check in CHECKS.iter().filter(|check| matches!(check.rule.group, Group::Shape { .. })) {
        (check.run)(subject, sink);
    }
    let misshapen = sink.findings().iter().any(|finding| matches!(finding.rule.group, Group::Shape { .. }));
    for check in CHECKS {
        let silent = match check.rule.group {
            Group::Shape { .. } => true,
            Group::Coverage | Group::Advice => misshapen,
            // What may be missing depends on the status.
            Group::Missing => !subject.design.has_status,
            Group::Contradiction | Group::Versions | Group::Book { .. } => false,
        };
        if !silent {
            (check.run)(subject, sink);
        }
    }
}
