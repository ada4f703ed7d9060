//! SD703: a performance target that no test verifies.

use std::collections::HashSet;

use crate::check::Subject;
use crate::design::quantity::Amount;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// No test verifies a performance target.
    pub(crate) RULE = "SD703", "unverified-target", Group::Coverage, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let tests = &subject.design.tests;
    if tests.not_applicable.is_some() {
        return;
    }
    let verified: HashSet<&str> =
        tests.iter().flat_map(|test| test.verifies.iter().map(|path| &**path)).collect();
    let targets = subject.fields().filter(|(path, _)| path.starts_with("performance."));
    for (path, field) in targets {
        let (Some(dimension), Some(fact)) = (field.quantity, subject.fact(&path)) else { continue };
        let statements = subject.statements(&path);
        // Another rule reports a target without a quantity, which cannot be verified.
        let quantities = || statements.iter().flat_map(|statement| statement.quantities(dimension));
        let measured = quantities().next().is_some();
        // One user at a time is no load: it says that there is nothing to test.
        let is_one = path == "performance.concurrent-users"
            && quantities().all(|count| count.value <= Amount::from_units(1));
        if measured && !is_one && !verified.contains(path.as_str()) {
            let finding =
                Finding::new(&RULE, fact.span, format!("no test verifies the target “{}”", field.label))
                    .label("nothing shows that it is met")
                    .help(format!(
                        "add `\"{path}\"` to the `verifies` of a test, for example one of the level `load`"
                    ));
            sink.push(finding);
        }
    }
}
