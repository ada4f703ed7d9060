//! Properties of any input, one function for each target. If a function returns, the property holds; if it
//! panics, it has found a bug. The same functions run under `cargo fuzz` and `cargo xtask fuzz`.

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

/// A folder that does not exist: no input may reach a file.
const NOWHERE: &str = "/nonexistent/fuzz";

/// The ranges of directives are inside the chapter and do not overlap.
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

/// Any input of mdBook is answered, and a book without a directive is returned unchanged.
pub fn protocol(data: &[u8]) {
    // This target must not read a real folder that the input names.
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

/// A design is read and printed, and the printed document is imported as a design.
pub fn design(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (session, designs) = read(&text);
    for design in &designs {
        let Ok(Some(template)) = session.templates.find("system-design@1") else { return };
        let printed = document(design, template, &Options::default(), &Notices::default());
        // A section whose blocks are all optional is printed where a design has something for it.
        for (section, _) in template.blocks().filter(|(_, block)| block.required) {
            assert!(printed.contains(section.heading.as_str()), "the section {} is lost", section.key);
        }
        let _ = Completeness::of(design, template);
        let import = Import {
            template,
            templates: &session.templates,
            title: "Untitled",
            schema: None,
            synonyms: None,
        };
        parses(&import.read(&printed).text);
    }
}

/// A template is complete or has findings, and a design prints with it.
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
        Import { template, templates: &templates, title: "Untitled", schema: None, synonyms: None }
            .read(&printed);
    }
}

/// Any document is imported as valid TOML.
pub fn import(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let templates = Templates::embedded(&mut Sources::new());
    let Ok(Some(template)) = templates.find("system-design@1") else { return };
    parses(
        &Import { template, templates: &templates, title: "Untitled", schema: None, synonyms: None }
            .read(&text)
            .text,
    );
}

/// Quantities are read from any text.
pub fn quantity(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for dimension in [Dimension::Duration, Dimension::Rate, Dimension::Count, Dimension::Percentage] {
        let _ = measured::parse_all(&text, dimension);
        let _ = measured::parse_number(&text, dimension);
    }
}

/// The ranges of Mermaid's faults are inside the text.
pub fn mermaid(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let mermaid::Verdict::Invalid(faults) = mermaid::check(&text) {
        assert!(faults.iter().all(|fault| text.get(fault.range.clone()).is_some()), "{faults:?}");
    }
}

/// Fixing ends, a file that was TOML still is, and a second run changes nothing.
pub fn fixes(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let path = Path::new(NOWHERE).join("design.toml");
    let target = inspect::Target::files([path.clone()]);
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

/// The settings of any book.toml are read.
pub fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(whole) = toml::from_str::<serde_json::Value>(&text) else { return };
    Settings::sent(Path::new(NOWHERE), whole, &mut Sources::new(), &mut Sink::default());
}

/// A session with one design.
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
        panic!("the imported design is not TOML: {error}\n{text}");
    }
}
