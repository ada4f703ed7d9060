//! Importing documents: those that this program prints, the blank template, and documents with the
//! small deviations of people and language models (`tests/import`).

use mdbook_system_design::authoring::import::{Import, Imported};
use mdbook_system_design::check::Completeness as Count;
use mdbook_system_design::design::{Context, Design};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::render::{Completeness, Options, Report, blank, document};
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::{Template, Templates};
use proptest::prelude::*;
use snapbox::{assert_data_eq, file};

use crate::harness::{check, read, repository};

fn templates() -> Templates {
    Templates::embedded(&mut Sources::new())
}

fn template<'t>(templates: &'t Templates, request: &str) -> &'t Template {
    templates.find(request).ok().flatten().unwrap()
}

fn import(markdown: &str, request: &str) -> Imported {
    let templates = templates();
    let template = template(&templates, request);
    Import { template, templates: &templates, title: "Untitled", schema: None }.read(markdown)
}

/// Reads a design that has no mistakes of shape.
#[track_caller]
fn design(text: &str) -> Design {
    let mut sources = Sources::new();
    let templates = Templates::embedded(&mut sources);
    let context = Context::new(&templates, mdbook_system_design::check::all());
    let root = Root::new(&repository("tests/designs"), false);
    let mut sink = Sink::default();
    let file = sources.add("design.toml", text);
    let design = Design::read(&context, &mut Reader::new(&mut sources, &root, file, &mut sink));
    let found: Vec<&str> = sink.findings().iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, Vec::<&str>::new(), "{text}");
    design.unwrap()
}

fn print(design: &Design, template: &Template) -> String {
    let count = Count::of(design, template);
    let completeness =
        Completeness { answered: count.answered(), required: count.required(), justified: count.justified() };
    let report = Report { complete: count.is_whole(), completeness, ..Report::default() };
    document(design, template, &Options::default(), &report)
}

fn codes(text: &str) -> Vec<(String, String)> {
    let (report, _) = check("designs/import.toml", text);
    report.findings.iter().map(|found| (found.rule.code.to_owned(), found.message.clone())).collect()
}

#[test]
fn an_imported_document_prints_as_it_was() {
    let templates = templates();
    let template = template(&templates, "system-design@1");
    for path in ["tests/designs/url-shortener.toml", "tests/designs/web-shop.toml"] {
        let original = design(&read(path));
        // An id that no document shows is made of the title.
        let printed = print(&original, template);
        let imported = import(&printed, "system-design@1");
        let again = print(&design(&imported.text), template);
        assert_data_eq!(again, snapbox::Data::text(printed).raw());
        assert_eq!(imported.kept, [], "{path}");
    }
}

#[test]
fn entities_come_back_with_their_ids() {
    let templates = templates();
    let original = design(&read("tests/designs/url-shortener.toml"));
    let printed = print(&original, template(&templates, "system-design@1"));
    let imported = import(&printed, "system-design@1");
    let again = design(&imported.text);
    let ids = |ids: &mut dyn Iterator<Item = &str>| ids.map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(ids(&mut again.requirements.ids()), ids(&mut original.requirements.ids()));
    assert_eq!(ids(&mut again.components.ids()), ids(&mut original.components.ids()));
    assert_eq!(ids(&mut again.people.ids()), ids(&mut original.people.ids()));
    assert_eq!(ids(&mut again.tables.ids()), ids(&mut original.tables.ids()));
    assert_eq!(ids(&mut again.models.ids()), ids(&mut original.models.ids()));
    assert_eq!(ids(&mut again.decisions.ids()), ids(&mut original.decisions.ids()));
    assert_eq!(ids(&mut again.tests.ids()), ids(&mut original.tests.ids()));
    assert_eq!(again.flows.len(), original.flows.len());
    assert_eq!(again.api.len(), original.api.len());
    assert!(again.diagrams.is_none() && again.layout.is_none(), "what is drawn is not written down");
    assert_data_eq!(imported.text, file!["../import/url-shortener.toml": Text].raw());
}

#[test]
fn the_blank_document_lacks_everything_and_nothing_else() {
    let templates = templates();
    let seed = read("tests/seed/SYSTEM_DESIGN.template.md");
    let blanks = templates.iter().map(|template| (format!("{}@1", template.name), blank(template)));
    for (request, document) in blanks.chain([("system-design@1".to_owned(), seed)]) {
        let imported = import(&document, &request);
        assert_eq!(imported.kept, [], "{}", imported.text);
        let found = codes(&imported.text);
        assert!(found.iter().all(|(code, _)| code == "SD101"), "{found:#?}\n{}", imported.text);
        let design = design(&imported.text);
        let count = Count::of(&design, template(&templates, &request));
        assert_eq!(count.answered(), 0, "{}", imported.text);
    }
}
