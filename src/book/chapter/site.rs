//! The pages that mdBook makes of chapters, and how old addresses lead to new ones.

use crate::markdown::encode_path;

/// The page that mdBook makes of a chapter, relative to the site.
pub(crate) fn page_of(chapter: &str) -> String {
    let (folder, name) = chapter.rsplit_once('/').map_or(("", chapter), |(folder, name)| (folder, name));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // mdBook calls the page of a README so.
    let stem = if stem.eq_ignore_ascii_case("readme") { "index" } else { stem };
    if folder.is_empty() { format!("{stem}.html") } else { format!("{folder}/{stem}.html") }
}

/// A line of `[output.html.redirect]` that leads from an anchor of a page to another one on it:
/// `"/guide/shop.html#shop-requirement-R3" = "shop.html#shop-requirement-R3a"`. The address starts from the
/// page's folder.
pub(crate) fn redirect(page: &str, was: &str, is: &str) -> String {
    let name = page.rsplit('/').next().unwrap_or(page);
    let (from, to) = (format!("/{page}#{was}"), format!("{}#{is}", encode_path(name)));
    // A string of JSON is one of TOML, too.
    format!("{} = {}", serde_json::Value::from(from), serde_json::Value::from(to))
}
