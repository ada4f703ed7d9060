//! The attributes of headings.

use pulldown_cmark::CowStr;

use super::safe_id;

/// What an author gave a heading in braces.
pub(in crate::markdown) struct Attributes<'a> {
    pub(in crate::markdown) id: Option<CowStr<'a>>,
    pub(in crate::markdown) classes: Vec<CowStr<'a>>,
    pub(in crate::markdown) others: Vec<(CowStr<'a>, Option<CowStr<'a>>)>,
}

/// The id that passes, and the rest as it was written: no class passes, since a theme or a script of
/// the page may give it a meaning, and no other attribute, since `onfocus` is one.
pub(in crate::markdown) fn attributes(given: Attributes<'_>) -> (Option<String>, Option<String>) {
    let id = given.id.map(|id| safe_id(&id)).filter(|id| !id.is_empty());
    let classes = given.classes.iter().map(|class| format!(".{class}"));
    let others = given.others.iter().map(|(name, value)| match value {
        Some(value) => format!("{name}={value}"),
        None => name.to_string(),
    });
    let rest: Vec<String> = classes.chain(others).collect();
    (id, (!rest.is_empty()).then(|| format!("{{{}}}", rest.join(" "))))
}
