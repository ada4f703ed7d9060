//! The templates' README: its examples can be read.

use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::Templates;

const README: &str = include_str!("../../templates/README.md");

#[test]
fn every_snippet_is_a_template() {
    let mut sources = Sources::new();
    let mut templates = Templates::embedded(&mut sources);
    let embedded = templates.iter().count();
    let snippets: Vec<&str> =
        README.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(snippets.len(), 2);
    // The first one would have the name and the version of an embedded template.
    let texts = snippets.iter().map(|text| text.replace("name = \"system-design\"", "name = \"own\""));
    let files: Vec<_> = texts.enumerate().map(|(at, text)| sources.add(format!("{at}.toml"), text)).collect();
    let mut sink = Sink::default();
    templates.load(&files, &mut sources, &Root::new(std::path::Path::new("."), false), &mut sink);
    let found: Vec<&str> = sink.findings().iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, Vec::<&str>::new());
    assert_eq!(templates.iter().count(), embedded + 2);

    let extended = templates.find("acme-design@1").ok().flatten().unwrap();
    let keys: Vec<&str> = extended.sections.iter().map(|section| section.key.as_str()).collect();
    let place = |key: &str| keys.iter().position(|other| *other == key);
    assert_eq!(place("cost"), place("performance").map(|index| index + 1));
    let security = extended.sections.iter().find(|section| section.key == "security").unwrap();
    assert_eq!(security.heading, "Sicherheit");
}
