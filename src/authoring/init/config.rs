//! book.toml, edited as a person would: comments, order and line ends stay.

use toml_edit::{Array, DocumentMut, Item, Table, value};

use crate::authoring::literal;

/// Preprocessors that turn what stands in designs (diagrams, admonitions, formulas) into what is
/// shown: they have to run after us, and by their names they would run before.
const AFTER_US: [&str; 5] = ["admonish", "alerts", "emojicodes", "katex", "mermaid"];

/// The book.toml of a new book.
pub(super) fn new_book(title: &str) -> String {
    format!("[book]\ntitle = {}\nlanguage = \"en\"\n", literal::string(title))
}

/// Sets up the preprocessor, its order among those that are there, and the folder that
/// `mdbook serve` watches besides the chapters'.
///
/// # Errors
/// What is wrong with the file, as a sentence without its end.
pub(super) fn edit(text: &str, designs: &str) -> Result<String, String> {
    let (bom, text) = text.strip_prefix('\u{feff}').map_or(("", text), |rest| ("\u{feff}", rest));
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| format!("it is not TOML: {}", error.message()))?;
    let before: Vec<&str> = AFTER_US.into_iter().filter(|name| has_to_follow(&document, name)).collect();
    let preprocessors = table(document.as_table_mut(), "preprocessor", true)?;
    let ours = table(preprocessors, "system-design", false)?;
    extend(ours, "before", &before)?;
    if !is_below(designs, &src(&document)) {
        let build = table(document.as_table_mut(), "build", false)?;
        let watched = |listed: &str| is_below(designs, listed);
        let listed = build.get("extra-watch-dirs").and_then(Item::as_array);
        let known = listed.is_some_and(|list| list.iter().filter_map(|item| item.as_str()).any(watched));
        if !known {
            extend(build, "extra-watch-dirs", &[designs])?;
        }
    }
    let edited = document.to_string();
    let edited =
        if text.contains("\r\n") { edited.replace("\r\n", "\n").replace('\n', "\r\n") } else { edited };
    Ok(format!("{bom}{edited}"))
}

/// Whether a preprocessor is there and does not say itself that it runs after us.
fn has_to_follow(document: &DocumentMut, name: &str) -> bool {
    let Some(theirs) = document.get("preprocessor").and_then(|all| all.get(name)) else { return false };
    let after = theirs.get("after").and_then(Item::as_array);
    !after.is_some_and(|after| after.iter().any(|item| item.as_str() == Some("system-design")))
}

/// A table of a table, made where it is not there. An implicit one has no header of its own.
fn table<'t>(
    parent: &'t mut dyn toml_edit::TableLike,
    key: &str,
    implicit: bool,
) -> Result<&'t mut dyn toml_edit::TableLike, String> {
    let item = parent.entry(key).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(implicit);
        Item::Table(table)
    });
    item.as_table_like_mut().ok_or_else(|| format!("`{key}` is not a table"))
}

/// Adds names to an array, made where it is not there.
fn extend(table: &mut dyn toml_edit::TableLike, key: &str, names: &[&str]) -> Result<(), String> {
    if names.is_empty() {
        return Ok(());
    }
    let item = table.entry(key).or_insert_with(|| value(Array::new()));
    let array = item.as_array_mut().ok_or_else(|| format!("`{key}` is not an array"))?;
    for name in names {
        if !array.iter().any(|known| known.as_str() == Some(name)) {
            array.push(*name);
        }
    }
    Ok(())
}

fn src(document: &DocumentMut) -> String {
    let src = document.get("book").and_then(|book| book.get("src")).and_then(Item::as_str);
    src.unwrap_or("src").to_owned()
}

fn is_below(path: &str, folder: &str) -> bool {
    let folder = folder.strip_prefix('.').unwrap_or(folder);
    std::path::Path::new(path).starts_with(folder.trim_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::edit;

    #[track_caller]
    fn assert_edit(before: &str, after: &str) {
        assert_eq!(edit(before, "designs").as_deref(), Ok(after));
        assert_eq!(edit(after, "designs").as_deref(), Ok(after), "the second time");
    }

    #[test]
    fn what_is_there_is_kept() {
        assert_edit(
            "# My book\n[book]\ntitle = \"A\" # the title\n",
            "# My book\n[book]\ntitle = \"A\" # the title\n\n[preprocessor.system-design]\n\n[build]\nextra-watch-dirs = [\"designs\"]\n",
        );
        assert_edit(
            "[build]\n# where\nbuild-dir = \"out\"\nextra-watch-dirs = [\"api\"] # more\n\n[preprocessor.mermaid]\ncommand = \"mdbook-mermaid\"\n\n[output.html]\n",
            "[build]\n# where\nbuild-dir = \"out\"\nextra-watch-dirs = [\"api\", \"designs\"] # more\n\n[preprocessor.mermaid]\ncommand = \"mdbook-mermaid\"\n\n[preprocessor.system-design]\nbefore = [\"mermaid\"]\n\n[output.html]\n",
        );
        assert_edit(
            "[build]\r\nextra-watch-dirs = [\"designs\"]\r\n",
            "[build]\r\nextra-watch-dirs = [\"designs\"]\r\n\r\n[preprocessor.system-design]\r\n",
        );
    }

    #[test]
    fn what_says_enough_is_left_alone() {
        let whole = "[build]\nextra-watch-dirs = [\"./designs/\"]\n[preprocessor.system-design]\nbefore = [ 'mermaid' ]\n[preprocessor.mermaid]\n";
        assert_edit(whole, whole);
        let other_side = "preprocessor = { system-design = {}, katex = { after = [\"system-design\"] } }\nbuild.extra-watch-dirs = [\"designs\"]\n";
        assert_edit(other_side, other_side);
        let below_src = "[book]\nsrc = \".\"\n[preprocessor.system-design]\n";
        assert_edit(below_src, below_src);
    }

    #[test]
    fn what_cannot_be_edited_is_said() {
        assert!(edit("[book", "designs").is_err_and(|message| message.starts_with("it is not TOML")));
        assert_eq!(edit("build = 1", "designs"), Err("`build` is not a table".to_owned()));
        assert_eq!(
            edit("build.extra-watch-dirs = \"designs\"", "designs"),
            Err("`extra-watch-dirs` is not an array".to_owned())
        );
    }
}
