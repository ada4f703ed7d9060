//! SD1105: a design has a lower version than at the revision that it is held against.

use crate::catalog::Member;
use crate::check::Subject;
use crate::compare::{Step, VERSION_WENT_BACK};
use crate::design::Design;
use crate::diagnostic::{Finding, Group, Level, Sink, rule};

rule! {
    /// A design has a lower version than it had before.
    pub(crate) RULE = "SD1105", "version-went-back", Group::Versions { level: Level::Deny, undecided: Level::Deny },
    since "0.1.0", fix suggested;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    // Whether an entry is needed depends on the revision.
    sink.leave_open(&RULE);
    let file = subject.design.file;
    let Some((earlier, revision)) = subject.earlier.and_then(|earlier| Some((earlier, earlier.revision()?)))
    else {
        return;
    };
    let Some(before) = earlier.before(file) else { return };
    let (old, new) = (&before.meta.version, &subject.design.meta.version);
    let is_misnamed = subject.member().is_some_and(Member::is_misnamed);
    let Some((was, is)) = old.semver.as_ref().zip(new.semver.as_ref()).filter(|_| !is_misnamed) else {
        return;
    };
    if is.cmp_precedence(was).is_ge() {
        return;
    }
    let changes = earlier.since(file);
    let others = changes.iter().flat_map(|changes| &changes.entries);
    let others = others.filter(|change| !change.kind.is_any(&[&VERSION_WENT_BACK]) && !change.is_lifecycle());
    let next = match Step::asked(others.map(|change| change.class).max(), Some(was)) {
        Step::None => was.clone(),
        step => step.after(was),
    };
    // A draft that nobody could rely on may be counted anew.
    let is_agreed = |design: &Design| design.meta.status.value.is_promise();
    let level = if is_agreed(before) || is_agreed(subject.design) { Level::Deny } else { Level::Note };
    let message = format!("the version went back: it was {was} at `{revision}`, and is {is}");
    sink.push(
        Finding::new(&RULE, new.span, message)
            .label("lower than before")
            .related(old.span, "it was here")
            .help(format!("write `version = \"{next}\"`"))
            .suggest(new.span, format!("\"{next}\""))
            .at_most(level),
    );
}
