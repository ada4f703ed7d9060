//! Designs as Markdown: whole documents (`tests/rendering`), and texts that try to break them.

use mdbook_system_design::design::{Design, KnownNames};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::render::{Completeness, Options, Report, document, view};
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::{Template, Templates};

use crate::harness;

mod hostile;
mod multiplicity;
mod options;
mod whole;

/// A design and the template that prints it.
struct Subject {
    design: Design,
    template: Template,
}

impl Subject {
    /// Reads a design that has no mistakes of shape.
    #[track_caller]
    fn read(path: &str, text: &str) -> Self {
        let mut sources = Sources::new();
        let templates = Templates::embedded(&mut sources);
        let context = KnownNames::new(&templates, Vec::new());
        let root = Root::new(&harness::repository("tests/designs"), false);
        let mut sink = Sink::default();
        let file = sources.add(path, text);
        let design = Design::read(&context, &mut Reader::new(&mut sources, &root, file, &mut sink));
        let found: Vec<&str> = sink.findings().iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(found, Vec::<&str>::new());
        let Some(design) = design else { panic!("{path} is not a design") };
        let Ok(Some(template)) = templates.find(&design.template) else { panic!("{path} has no template") };
        Self { design, template: template.clone() }
    }

    fn url_shortener() -> Self {
        Self::read("url-shortener.toml", &harness::read("tests/designs/url-shortener.toml"))
    }

    fn document(&self, options: &Options, report: &Report) -> String {
        document(&self.design, &self.template, options, report)
    }
}

/// A design with only the required keys, and `more`.
fn small(more: &str) -> Subject {
    let head = "template = \"system-design@1\"\n[design]\ntitle = \"Shop\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n";
    Subject::read("shop.toml", &format!("{head}{more}\n[footprint]\n"))
}

/// The report of a design without gaps.
fn complete() -> Report {
    let completeness = Completeness { answered: 46, required: 46, justified: 2 };
    Report { complete: true, completeness, ..Report::default() }
}

fn anchored() -> Options {
    Options { anchors: true, browser: true, ..Options::default() }
}
