//! Books of any number of designs, as mdBook 0.5 sends them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::repository;

/// A kind of design that a book has many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Many components, relationships, tables and flows: the web shop of the example book.
    Dense,
    /// Few pictures: the URL shortener.
    Light,
    /// Components in groups: the dense one, its components in four of them.
    Grouped,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Dense, Self::Light, Self::Grouped];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dense => "dense",
            Self::Light => "light",
            Self::Grouped => "grouped",
        }
    }

    /// The design with a number in its title.
    fn text(self, number: usize) -> Result<String, String> {
        let (file, title) = match self {
            Self::Dense | Self::Grouped => ("book-example/designs/web-shop.toml", "Web shop"),
            Self::Light => ("tests/designs/url-shortener.toml", "URL Shortener"),
        };
        let path = repository().join(file);
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let text =
            text.replacen(&format!("title = \"{title}\""), &format!("title = \"{title} {number}\""), 1);
        Ok(if self == Self::Grouped { grouped(&text) } else { text })
    }
}

/// Puts the components into groups.
fn grouped(text: &str) -> String {
    const GROUPS: usize = 4;
    let (mut out, mut count) = (String::new(), 0);
    for line in text.lines() {
        out.push_str(line);
        out.push('\n');
        let is_component = line.strip_prefix("[components.").is_some_and(|rest| !rest.contains('.'));
        if is_component {
            out.extend(["part-of = \"group-", &(count % GROUPS).to_string(), "\"\n"]);
            count += 1;
        }
    }
    for group in 0..GROUPS {
        let group = group.to_string();
        out.extend([
            "\n[components.group-",
            &group,
            "]\nname = \"Group ",
            &group,
            "\"\nkind = \"service\"\n",
        ]);
        out.push_str("description = \"Several parts\"\n");
    }
    out
}

/// A book on disk.
pub(crate) struct Book {
    pub(crate) folder: PathBuf,
    /// What mdBook sends to the preprocessor.
    pub(crate) json: PathBuf,
}

/// Writes a book of `count` designs with a chapter each, in a folder of this name. `diagrams` is how it draws
/// pictures, in the words of book.toml.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write(name: &str, kind: Kind, count: usize, diagrams: &str) -> Result<Book, String> {
    let folder = repository().join("target/measured").join(name);
    let _ = fs::remove_dir_all(&folder);
    let put = |path: &str, text: &str| put(&folder, path, text);
    let (mut summary, mut items) = ("# Summary\n\n".to_owned(), Vec::new());
    for number in 1..=count {
        put(&format!("designs/d{number}.toml"), &kind.text(number)?)?;
        let text = format!("# Chapter {number}\n\n<<#system-design /designs/d{number}.toml>>\n");
        put(&format!("src/c{number}.md"), &text)?;
        let shown = number.to_string();
        summary.extend(["- [Chapter ", &shown, "](c", &shown, ".md)\n"]);
        items.push(format!(
            "{{\"Chapter\":{{\"name\":\"Chapter {number}\",\"content\":\"{}\",\"number\":[{number}],\"sub_items\":[],\
             \"path\":\"c{number}.md\",\"source_path\":\"c{number}.md\",\"parent_names\":[]}}}}",
            text.replace('\n', "\\n")
        ));
    }
    put("src/SUMMARY.md", &summary)?;
    let settings = format!("fail-on = \"never\"\ndiagrams = \"{diagrams}\"\n");
    put("book.toml", &format!("[book]\ntitle = \"B\"\n[preprocessor.system-design]\n{settings}"))?;
    let root = folder.to_string_lossy().replace('\\', "\\\\");
    let config = format!(
        "{{\"book\":{{\"title\":\"B\"}},\"preprocessor\":{{\"system-design\":{{\"fail-on\":\"never\",\"diagrams\":\"{diagrams}\"}}}}}}"
    );
    put(
        "book.json",
        &format!(
            "[{{\"root\":\"{root}\",\"config\":{config},\"renderer\":\"html\",\"mdbook_version\":\"0.5.4\"}},{{\"items\":[{}]}}]",
            items.join(",")
        ),
    )?;
    Ok(Book { json: folder.join("book.json"), folder })
}

fn put(folder: &Path, path: &str, text: &str) -> Result<(), String> {
    let path = folder.join(path);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(&path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}
