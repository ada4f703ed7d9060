//! What a rule's identity says of it: the head of its page, and how it is silenced at the end.

use mdbook_system_design::diagnostic::{Group, Report, Rule, Stage};

/// The heading of the page's last section.
const ALLOW: &str = "\n## Allow it\n\n";

/// The name, and a line with the declaration of the rule.
pub(super) fn head(rule: &Rule) -> String {
    let reference = rule.reference.map(|address| format!(" · see <{address}>")).unwrap_or_default();
    format!(
        "# {}\n\n`{}` · {} · {} · since {} · fix: {}{reference}\n\n",
        rule.name,
        rule.code,
        rule.group.name(),
        levels(rule),
        rule.since,
        rule.fix.name()
    )
}

/// The rule's level at each stage of a design.
pub(crate) fn levels(rule: &Rule) -> String {
    let level = |stage| rule.default_level(stage).name();
    let all = [Stage::Draft, Stage::Proposed, Stage::Final, Stage::Built, Stage::Retired].map(level);
    let [draft, proposed, accepted, built, retired] = all;
    if rule.is_fixed() {
        format!("{accepted}, which cannot be lowered")
    } else if all.iter().all(|level| *level == accepted) {
        format!("{accepted}, whatever the status")
    } else if built == accepted {
        format!("draft: {draft}, proposed: {proposed}, accepted: {accepted}, retired: {retired}")
    } else {
        format!(
            "draft: {draft}, proposed: {proposed}, accepted: {accepted}, implemented: {built}, retired: {retired}"
        )
    }
}

/// The page with the head of its rule, if it has one at all.
pub(super) fn with_head(rule: &Rule, page: &str) -> Option<String> {
    let mut paragraphs = page.splitn(3, "\n\n");
    let is_head = paragraphs.next()?.starts_with("# ") && paragraphs.next()?.starts_with('`');
    is_head.then(|| Some(head(rule) + paragraphs.next()?)).flatten()
}

/// The page with the section on silencing its rule, whose example gave this report.
pub(super) fn with_allow(rule: &Rule, page: &str, report: &Report) -> String {
    let body = page.split(ALLOW).next().unwrap_or(page);
    match allow(rule, report) {
        Some(text) => format!("{body}{ALLOW}{text}"),
        None => body.to_owned(),
    }
}

/// How a finding is silenced at its place, or in the whole book.
fn allow(rule: &Rule, report: &Report) -> Option<String> {
    let in_book = format!("```toml\n[preprocessor.system-design.rules]\n{} = \"allow\"\n```\n", rule.name);
    match rule.group {
        _ if rule.is_fixed() => None,
        Group::Book { .. } => Some(format!("In book.toml:\n\n{in_book}")),
        _ => entry(rule, report).map(|entry| {
            format!("In the design, with a reason:\n\n```toml\n{entry}```\n\nOr for the whole book, in book.toml:\n\n{in_book}")
        }),
    }
}

/// The `[[allow]]` of the example's first finding.
pub(super) fn entry(rule: &Rule, report: &Report) -> Option<String> {
    let path = &report.findings.first()?.path;
    let at = if path.is_empty() { String::new() } else { format!("at = {path:?}\n") };
    Some(format!("[[allow]]\nrule = \"{}\"\n{at}reason = \"Why it is right in this design\"\n", rule.name))
}
