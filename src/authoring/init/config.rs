//! Edits book.toml as a person would: comments, order and line endings are kept.

use serde_json::{Value, json};

use crate::authoring::literal;
use crate::book::{Order, TABLE, followers};
use crate::reading::Editor;

/// The book.toml of a new book.
pub(super) fn new_book(title: &str) -> String {
    format!("[book]\ntitle = {}\nlanguage = \"en\"\n", literal::string(title))
}

/// Sets up the preprocessor, its order relative to other preprocessors, and a folder that `mdbook
/// serve` has to watch in addition to the chapters.
///
/// # Errors
/// Says what is wrong with the file, as a clause without a period.
pub(super) fn edit(text: &str, watch: Option<&str>) -> Result<String, String> {
    let mut editor = Editor::open(text)?;
    let whole: Value = toml::from_str(text.trim_start_matches('\u{feff}')).unwrap_or(Value::Null);
    let unset = followers(&whole).into_iter().filter(|follower| follower.order == Order::Unset);
    let before: Vec<&str> = unset.map(|follower| follower.name).collect();
    let [preprocessors, ours] = TABLE;
    editor.table(&TABLE)?;
    editor.extend(&[preprocessors, ours, "before"], &before)?;
    if let Some(folder) = watch {
        editor.extend(&["build", "extra-watch-dirs"], &[folder])?;
    }
    let edited = editor.finish();
    let bare = |text: &str| text.trim_start_matches('\u{feff}').to_owned();
    if says_what_it_should(&bare(text), &bare(&edited), &before, watch) {
        return Ok(edited);
    }
    let table = TABLE.join(".");
    Err(format!("`[{table}]` cannot be added to a file that is written like this; add the table by hand"))
}

/// Whether mdBook reads the same as before from the edited text, plus the additions.
fn says_what_it_should(before: &str, edited: &str, names: &[&str], watch: Option<&str>) -> bool {
    let read = |text: &str| toml::from_str::<Value>(text).ok();
    let Some((mut expected, found)) = read(before).zip(read(edited)) else { return false };
    let mut add = |path: [&str; 2], key: &str, names: &[&str]| -> Option<()> {
        let table =
            path.into_iter().filter(|key| !key.is_empty()).try_fold(&mut expected, |value, key| {
                Some(value.as_object_mut()?.entry(key).or_insert_with(|| json!({})))
            })?;
        for name in names {
            let list = table.as_object_mut()?.entry(key).or_insert_with(|| json!([])).as_array_mut()?;
            if !list.iter().any(|known| known == name) {
                list.push(json!(name));
            }
        }
        Some(())
    };
    let preprocessor = add(TABLE, "before", names);
    let build = watch.map_or(Some(()), |folder| add(["build", ""], "extra-watch-dirs", &[folder]));
    preprocessor.and(build).is_some() && found == expected
}

#[cfg(test)]
mod tests {
    use super::{edit, says_what_it_should};

    #[track_caller]
    fn assert_edit(before: &str, after: &str) {
        assert_eq!(edit(before, Some("designs")).as_deref(), Ok(after));
        assert_eq!(edit(after, Some("designs")).as_deref(), Ok(after), "the second time");
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
        assert_edit(
            "\u{feff}[book]\ntitle = \"\"\"\nA\r\nB\"\"\"\r\n[build]\nextra-watch-dirs = []\r\n",
            "\u{feff}[book]\ntitle = \"\"\"\nA\r\nB\"\"\"\r\n[build]\nextra-watch-dirs = [\"designs\"]\r\n\r\n[preprocessor.system-design]\r\n",
        );
    }

    #[test]
    fn tables_in_braces_get_tables_in_braces() {
        assert_edit(
            "preprocessor = { toc = { command = \"true\" } }\nbuild = {}\n",
            "preprocessor = { toc = { command = \"true\" } , system-design = {} }\nbuild = { extra-watch-dirs = [\"designs\"] }\n",
        );
    }

    #[test]
    fn what_says_enough_is_left_alone() {
        let whole = "[build]\nextra-watch-dirs = [\"designs\"]\n[preprocessor.system-design]\nbefore = [ 'mermaid' ]\n[preprocessor.mermaid]\n";
        assert_edit(whole, whole);
        let other_side = "preprocessor = { system-design = {}, katex = { after = [\"system-design\"] } }\nbuild.extra-watch-dirs = [\"designs\"]\n";
        assert_edit(other_side, other_side);
    }

    /// However the tables are written, mdBook reads the same as before plus the additions.
    #[test]
    fn reading_again_shows_what_was_added() {
        let books = ["", "book.title = \"A\"\n", "[book]\ntitle = \"A\"\n", "book = { title = \"A\" }\n"];
        let builds = [
            "",
            "build.create-missing = false\n",
            "build = { create-missing = false }\n",
            "[build]\ncreate-missing = false\n",
            "[build]\nextra-watch-dirs = [\n  \"a\", # why\n  \"b\" # why not\n]\n",
        ];
        let preprocessors = [
            "",
            "preprocessor.mermaid.command = \"m\"\n",
            "preprocessor = {}\n",
            "preprocessor = { mermaid = { command = \"m\" } }\n",
            "preprocessor.mermaid = { command = \"m\" }\n",
            "preprocessor.system-design.command = \"m\"\n",
            "preprocessor.system-design.rules.missing-fact = \"allow\"\n",
            "[preprocessor]\n",
            "[preprocessor]\nmermaid = { command = \"m\" }\nsystem-design = { command = \"y\" }\n",
            "[preprocessor.mermaid]\n[preprocessor.system-design.rules]\nmissing-fact = \"allow\"\n",
            "[preprocessor.mermaid]\n[preprocessor.system-design]\nbefore = [\"links\"] # first\n",
        ];
        for book in books {
            for build in builds {
                for preprocessor in preprocessors {
                    // A top-level key has to come before the first header.
                    let mut parts = [book, build, preprocessor];
                    parts.sort_by_key(|part| part.starts_with('['));
                    for end in ["\n", "\r\n"] {
                        let text = parts.concat().replace('\n', end);
                        let edited =
                            edit(&text, Some("designs")).unwrap_or_else(|error| panic!("{text}\n{error}"));
                        let names: &[&str] = if text.contains("mermaid") { &["mermaid"] } else { &[] };
                        assert!(
                            says_what_it_should(&text, &edited, names, Some("designs")),
                            "{text}\n---\n{edited}"
                        );
                        assert_eq!(
                            edit(&edited, Some("designs")).as_deref(),
                            Ok(edited.as_str()),
                            "the second time"
                        );
                        for line in text.lines().filter(|line| line.contains('#')) {
                            let (_, comment) = line.split_once('#').unwrap_or_default();
                            assert!(edited.contains(comment), "{comment} of\n{text}\nis not in\n{edited}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_file_that_cannot_be_edited_is_an_error() {
        assert!(edit("[book", None).is_err_and(|message| message.starts_with("it is not TOML")));
        assert_eq!(edit("preprocessor = 1", None), Err("`preprocessor` is not a table".to_owned()));
        assert_eq!(edit("[[preprocessor]]", None), Err("`preprocessor` is not a table".to_owned()));
        assert_eq!(edit("build = 1", Some("designs")), Err("`build` is not a table".to_owned()));
        assert_eq!(
            edit("build.extra-watch-dirs = \"designs\"", Some("designs")),
            Err("`extra-watch-dirs` is not an array".to_owned())
        );
    }
}
