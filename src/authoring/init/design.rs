//! Adds a design to a book, with a chapter that shows it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{InitError, read, summary};
use crate::authoring::change::Plan;
use crate::authoring::naming::names;
use crate::authoring::scaffold::NewDesign;
use crate::authoring::schema;
use crate::book::directive;
use crate::design::{Status, as_id};
use crate::source::{Root, relative};
use crate::template::{Template, Templates};

/// A design to add.
#[derive(Clone, Copy, Debug)]
pub struct Addition<'t> {
    /// The design's title.
    pub title: &'t str,
    /// The design's template.
    pub template: &'t Template,
    /// The templates of the book.
    pub templates: &'t Templates,
    /// The design's status.
    pub status: Status,
    /// The design's id; by default, its file's name.
    pub id: Option<&'t str>,
    /// The design's file; by default, it is in the designs folder and named after the id or the title.
    pub file: Option<&'t Path>,
    /// Whether to add a chapter that shows the design.
    pub chapter: bool,
    /// Whether to write the JSON Schema, and the line that names it.
    pub schema: bool,
}

/// What was added.
#[derive(Clone, Debug)]
pub struct Added {
    /// The design's file.
    pub file: PathBuf,
    /// The design's id.
    pub id: String,
    /// The name that the design would have if it were free.
    pub taken: Option<String>,
}

/// Where designs and chapters go.
pub(super) struct Place<'p> {
    /// The folder that contains everything, the chapters included.
    pub(super) root: &'p Root,
    /// The folder of the designs.
    pub(super) designs: PathBuf,
    /// The folder of the chapters.
    pub(super) src: PathBuf,
    /// The ids of the designs that are there, each with its file.
    pub(super) ids: BTreeMap<String, String>,
    /// The files that SUMMARY.md lists: mdBook refuses one that is listed twice.
    pub(super) listed: Vec<PathBuf>,
}

/// Plans the schema, the design and, on request, the chapter and its line in SUMMARY.md.
pub(super) fn add(place: &Place<'_>, new: &Addition<'_>, plan: &mut Plan) -> Result<Added, InitError> {
    for folder in [&place.designs, &place.src] {
        // Where the folder itself leads out of the root, every name in it would seem to be taken.
        place.root.named(folder).map_err(|source| InitError::Refused { path: folder.clone(), source })?;
    }
    let name = Name::choose(place, new)?;
    let schema = place.schema(&name.file).join(schema::file_name(new.template));
    let known = read(&schema, place.root)?;
    let shown = [&name.file, &schema].map(|path| PathBuf::from(place.root.shown(path)));
    let way = relative(shown[0].parent().unwrap_or(Path::new("")), &shown[1]);
    let design = NewDesign {
        title: new.title,
        id: Some(name.id.as_str()).filter(|id| as_id(&stem(&name.file)) != *id),
        template: new.template,
        status: new.status,
        schema: new.schema.then_some(&*way),
    };
    if new.schema {
        plan.add(schema, known, schema::text(new.template, new.templates));
    }
    plan.make(name.file.clone(), design.text());
    if let Some(stem) = &name.chapter {
        add_chapter(place, new.title, stem, &name.file, plan)?;
    }
    Ok(Added { file: name.file, id: name.id, taken: name.taken })
}

fn add_chapter(
    place: &Place<'_>,
    title: &str,
    stem: &str,
    design: &Path,
    plan: &mut Plan,
) -> Result<(), InitError> {
    let summary = place.src.join("SUMMARY.md");
    let before = read(&summary, place.root)?;
    let file = format!("{stem}.md");
    let chapter = summary::NewChapter { title, path: &file };
    let edited = summary::add(before.as_deref().unwrap_or("# Summary\n"), &chapter)
        .map_err(|message| InitError::Summary { path: summary.clone(), message })?;
    let text = format!("{}\n", directive::showing(&place.root.shown(design)));
    plan.make(place.src.join(&file), text);
    plan.add(summary, before, edited);
    Ok(())
}

/// How the files of a new design are named.
struct Name {
    file: PathBuf,
    id: String,
    /// The name of the chapter's file, without `.md`.
    chapter: Option<String>,
    taken: Option<String>,
}

impl Name {
    fn choose(place: &Place<'_>, new: &Addition<'_>) -> Result<Self, InitError> {
        if let Some((id, file)) = new.id.and_then(|id| place.ids.get_key_value(id)) {
            return Err(InitError::TakenId { id: id.clone(), file: file.clone() });
        }
        match new.file {
            Some(file) => Self::of_file(file, place, new),
            None => Ok(Self::of_words(place, new)),
        }
    }

    /// The user names the file. Only what depends on it is chosen.
    fn of_file(file: &Path, place: &Place<'_>, new: &Addition<'_>) -> Result<Self, InitError> {
        let granted = place.root.named(file);
        let granted = granted.map_err(|source| InitError::Refused { path: file.to_path_buf(), source })?;
        if granted.has_anything() {
            return Err(InitError::TakenFile(file.to_path_buf()));
        }
        let stem = stem(file);
        let own = as_id(&stem);
        let id = new.id.map_or_else(|| first(&stem, |id| !place.ids.contains_key(id)), str::to_owned);
        let chapter = new.chapter.then(|| first(&stem, |name| place.has_no_chapter(name)));
        let taken = (new.id.is_none() && own != id && !own.is_empty()).then_some(own);
        Ok(Self { file: file.to_path_buf(), id, chapter, taken })
    }

    /// The file is named after the id, or after the title.
    fn of_words(place: &Place<'_>, new: &Addition<'_>) -> Self {
        let words = new.id.unwrap_or(new.title);
        let file = |name: &str| place.designs.join(format!("{name}.toml"));
        let is_free = |name: &str| {
            place.is_free(&file(name))
                && (new.id.is_some() || !place.ids.contains_key(name))
                && (!new.chapter || place.has_no_chapter(name))
        };
        let (wanted, name) = (first(words, |_| true), first(words, is_free));
        let id = new.id.map_or_else(|| name.clone(), str::to_owned);
        let taken = (new.id.is_none() && wanted != name).then_some(wanted);
        Self { file: file(&name), id, chapter: new.chapter.then_some(name), taken }
    }
}

/// The first name for some words that is free.
fn first(words: &str, is_free: impl Fn(&str) -> bool) -> String {
    names(words).find(|name| is_free(name)).unwrap_or_default()
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

impl Place<'_> {
    /// Whether nothing has this path. A link that leads out of the root takes it.
    fn is_free(&self, path: &Path) -> bool {
        self.root.named(path).is_ok_and(|file| !file.has_anything())
    }

    fn has_no_chapter(&self, name: &str) -> bool {
        let file = format!("{name}.md");
        self.is_free(&self.src.join(&file)) && !self.listed.iter().any(|listed| listed == Path::new(&file))
    }

    /// The folder for the schema of a design: the designs folder for every design in it, and
    /// otherwise the design's own folder.
    fn schema(&self, design: &Path) -> PathBuf {
        let (designs, shown) = (self.root.shown(&self.designs), self.root.shown(design));
        if Path::new(&shown).starts_with(&designs) {
            self.root.folder().join(designs)
        } else {
            design.parent().unwrap_or(Path::new("")).to_path_buf()
        }
    }
}
