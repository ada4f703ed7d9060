//! What must hold for any input, one function a target. A function that returns has held; one that
//! panics has found something. The same functions run under `cargo fuzz` and `cargo xtask fuzz`.

use std::path::Path;
use std::sync::Arc;

use mdbook_system_design::answer::Completeness;
use mdbook_system_design::authoring::import::Import;
use mdbook_system_design::book::mend::mend;
use mdbook_system_design::book::{self, Config, Session, Settings, directive, inspect};
use mdbook_system_design::design::{Design, quantity as measured};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::diagram::mermaid;
use mdbook_system_design::render::{Options, Report as Notices, document};
use mdbook_system_design::source::{Overlay, Root, Sources};
use mdbook_system_design::template::{Dimension, Templates};

/// A target by its name.
pub type Named = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Named] = &[
    ("directive", directive),
    ("protocol", protocol),
    ("design", design),
    ("template", template),
    ("import", import),
    ("quantity", quantity),
    ("mermaid", mermaid),
    ("fix", fixes),
    ("settings", settings),
];

/// A folder that is not there: no input may reach a file.
const NOWHERE: &str = "/nonexistent/fuzz";

/// The places of directives lie in the chapter and do not run into each other.
pub fn directive(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let file = Sources::new().add("chapter.md", text.as_ref());
    let mut end = 0;
    for directive in directive::find(&text, file).directives {
        let Some(range) = directive.slot.map(|place| place.range) else { continue };
        assert!(range.start >= end && text.get(range.clone()).is_some(), "{range:?} after {end}");
        end = range.end;
    }
}

/// What mdBook may send is answered, and a book without a directive goes out as it came.
pub fn protocol(data: &[u8]) {
    // A real folder that the input names is no business of this target.
    let text = String::from_utf8_lossy(data);
    if text.contains("\"root\"") && !text.contains(NOWHERE) {
        return;
    }
    let holds = text.contains("<<#system-design") || text.contains("\\u");
    if let Ok(outcome) = book::preprocess(data)
        && !holds
        && let Some(out) = &outcome.book
    {
        assert!(text.contains(&*String::from_utf8_lossy(out)), "bytes of the book changed");
    }
}

/// A design is read and printed, and what is printed reads back as a design.
pub fn design(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (session, designs) = read(&text);
    for design in &designs {
        let Ok(Some(template)) = session.templates.find("system-design@1") else { return };
        let printed = document(design, template, &Options::default(), &Notices::default());
        for (section, _) in template.blocks() {
            assert!(printed.contains(section.heading.as_str()), "the section {} is lost", section.key);
        }
        let _ = Completeness::of(design, template);
        let import = Import { template, templates: &session.templates, title: "Untitled", schema: None };
        parses(&import.read(&printed).text);
    }
}

/// A template is whole or told why not, and a design prints with it.
pub fn template(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (mut sources, mut sink) = (Sources::new(), Sink::default());
    let mut templates = Templates::embedded(&mut sources);
    let before = templates.iter().count();
    // Several files, so that one may extend another.
    let files: Vec<_> = text.split("\n---\n").map(|part| sources.add("template.toml", part)).collect();
    templates.load(&files, &mut sources, &Root::new(Path::new(NOWHERE), false), &mut sink);
    assert!(templates.iter().count() > before || !sink.is_empty(), "a template is lost without a word");
    for template in templates.iter().skip(before) {
        let printed = mdbook_system_design::render::blank(template);
        Import { template, templates: &templates, title: "Untitled", schema: None }.read(&printed);
    }
}

/// Whatever a document says, TOML comes of it.
pub fn import(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let templates = Templates::embedded(&mut Sources::new());
    let Ok(Some(template)) = templates.find("system-design@1") else { return };
    parses(&Import { template, templates: &templates, title: "Untitled", schema: None }.read(&text).text);
}

/// Measures are found or not.
pub fn quantity(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for dimension in [Dimension::Duration, Dimension::Rate, Dimension::Count, Dimension::Percentage] {
        let _ = measured::parse_all(&text, dimension);
        let _ = measured::parse_number(&text, dimension);
    }
}

/// Faults of Mermaid lie in the text.
pub fn mermaid(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let mermaid::Verdict::Invalid(faults) = mermaid::check(&text) {
        assert!(faults.iter().all(|fault| text.get(fault.range.clone()).is_some()), "{faults:?}");
    }
}

/// Fixes come to an end, a file that was TOML is TOML afterwards, and a second run changes nothing.
pub fn fixes(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let path = Path::new(NOWHERE).join("design.toml");
    let target = inspect::Target::Files(vec![path.clone()]);
    let mended = |text: &str| {
        let mut overlay = Overlay::default();
        overlay.set(&path, text);
        let inspection = target.inspect(&overlay).ok()?;
        mend(&target, overlay, inspection, true).files.pop().map(|file| file.after)
    };
    let Some(fixed) = mended(text.trim_start_matches('\u{feff}')) else { return };
    let was_toml = toml::from_str::<toml::Table>(&text).is_ok();
    assert!(!was_toml || toml::from_str::<toml::Table>(&fixed).is_ok(), "a fix broke the file:\n{fixed}");
    assert_eq!(mended(&fixed), None, "a second run changes\n{fixed}");
}

/// Whatever stands in a book.toml, its settings are read.
pub fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(whole) = toml::from_str::<serde_json::Value>(&text) else { return };
    Settings::sent(Path::new(NOWHERE), whole, &mut Sources::new(), &mut Sink::default());
}

/// A session that knows one design.
fn read(text: &str) -> (Session, Vec<Arc<Design>>) {
    let mut session =
        Session::new(Path::new(NOWHERE), Config::default(), Sources::new(), &mut Sink::default());
    let file = session.sources.add("design.toml", text);
    session.open(file);
    let designs = session.check().into_values().filter_map(|checked| checked.design).collect();
    (session, designs)
}

fn parses(text: &str) {
    if let Err(error) = toml::from_str::<toml::Table>(text) {
        panic!("what is imported is not TOML: {error}\n{text}");
    }
}
