//! The law of import: all answers of a printed design come back, and no text of the program is mistaken for
//! an answer. It is tested with random designs, in every template and with every kind of picture.

use mdbook_system_design::answer::Completeness as Count;
use mdbook_system_design::authoring::import::Import;
use mdbook_system_design::design::{Design, KnownNames};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::render::{
    Completeness, Diagrams, Notice, NoticeKind, Options, Report, SectionReport, document,
};
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::{Template, Templates};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use crate::harness::{read, repository};

/// Words that templates print around an author's answers.
const NAMES: [&str; 14] = [
    "Service",
    "Cache",
    "Database",
    "Components",
    "Indexes",
    "Covers",
    "Request",
    "External System",
    "Decision",
    "Status",
    "Mechanism",
    "Ablage",
    "Dienst",
    "Shop *front*",
];

const TEMPLATES: [&str; 3] = ["system-design@1", "design-brief@1", "hafenamt-entwurf@1"];

struct Known {
    templates: Templates,
    sources: Sources,
}

impl Known {
    fn new() -> Self {
        let mut sources = Sources::new();
        let mut templates = Templates::embedded(&mut sources);
        let german = read("book-example/templates/hafenamt-entwurf.toml");
        let file = sources.add("hafenamt-entwurf.toml", german.as_str());
        let mut sink = Sink::default();
        let root = Root::new(&repository(""), false);
        templates.load(&[file], &mut sources, &root, &mut sink);
        assert!(sink.is_empty());
        Self { templates, sources }
    }

    fn template(&self, request: &str) -> &Template {
        self.templates.find(request).ok().flatten().expect("a template")
    }

    fn design(&mut self, text: &str) -> Design {
        let context = KnownNames::new(&self.templates, mdbook_system_design::book::rules::all());
        let root = Root::new(&repository("tests/designs"), false);
        let mut sink = Sink::default();
        let file = self.sources.add("design.toml", text);
        let design = Design::read(&context, &mut Reader::new(&mut self.sources, &root, file, &mut sink));
        let found: Vec<&str> = sink.findings().iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(found, Vec::<&str>::new(), "{text}");
        design.expect("a design")
    }

    fn print(&self, design: &Design, request: &str, diagrams: Diagrams) -> String {
        let template = self.template(request);
        let count = Count::of(design, template);
        let completeness = Completeness {
            answered: count.answered(),
            required: count.required(),
            justified: count.justified(),
        };
        // The remark of a build about each incomplete section.
        let lacking = count.sections.iter().filter(|section| section.answered < section.required);
        let sections = lacking.map(|section| {
            let notice = |what, name: &str| Notice { what, names: vec![name.to_owned()] };
            let missing =
                vec![notice(NoticeKind::Missing, &section.heading), notice(NoticeKind::Placeholder, "x")];
            (section.key.clone(), SectionReport { missing, ..SectionReport::default() })
        });
        // Without its pictures a document does not show all that is answered.
        if diagrams == Diagrams::None {
            return document(
                design,
                template,
                &Options { diagrams, ..Options::default() },
                &Report::default(),
            );
        }
        let report = Report {
            complete: count.is_whole(),
            completeness,
            sections: sections.collect(),
            ..Report::default()
        };
        document(design, template, &Options { diagrams, ..Options::default() }, &report)
    }

    fn import(&self, markdown: &str, request: &str) -> String {
        let import = Import {
            template: self.template(request),
            templates: &self.templates,
            title: "Untitled",
            schema: None,
            synonyms: None,
        };
        import.read(markdown).text
    }

    /// Holds the law for one design.
    fn hold(&mut self, text: &str, request: &str, diagrams: Diagrams) {
        let original = self.design(text);
        let printed = self.print(&original, request, diagrams);
        let imported = self.import(&printed, request);
        let back = self.design(&imported);
        let shown =
            || format!("{request} {diagrams:?}\n{text}\n── printed\n{printed}\n── imported\n{imported}");
        let again = self.print(&back, request, diagrams);
        let differs = printed.lines().zip(again.lines()).find(|(a, b)| a != b);
        assert!(printed == again, "{differs:?}\n{}\n── again\n{again}", shown());
        let count = |design: &Design| Count::of(design, self.template(request));
        let figure = |count: &Count| (count.answered(), count.required(), count.justified());
        if diagrams != Diagrams::None {
            assert_eq!(figure(&count(&back)), figure(&count(&original)), "{}", shown());
        }
        assert_eq!(self.import(&again, request), imported, "a second round\n{}", shown());
    }
}

fn quoted(text: &str) -> String {
    format!("'''{text}'''")
}

/// A design of random parts.
fn designs() -> impl Strategy<Value = (String, &'static str, Diagrams)> {
    let statuses = ["draft", "proposed", "accepted", "implemented", "deprecated"];
    let notes = [
        "A note.",
        "Two paragraphs.\n\nOf plain words.",
        "Before a list:\n\n* one\n* two",
        "> A quote of somebody.",
        "Some code:\n\n```text\nls\n```",
        "**Status**: as it was",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "A diagram of our own:\n\n```mermaid\nflowchart LR\n  a --> b\n```",
    ];
    let keys = ["summary", "requirements", "high-level", "low-level", "decisions", "security", "performance"];
    let head = (select(TEMPLATES.to_vec()), select(statuses.to_vec()), any::<u8>(), any::<u16>());
    let pictures = select(vec![Diagrams::Mermaid, Diagrams::Svg, Diagrams::None]);
    let names = proptest::collection::vec(select(NAMES.to_vec()), 4);
    let noted = proptest::collection::vec((select(keys.to_vec()), select(notes.to_vec())), 0..4);
    (head, pictures, names, noted).prop_map(|((template, status, facts, parts), pictures, names, noted)| {
        let mut text = format!(
            "template = \"{template}\"\n[design]\ntitle = \"Shop\"\nversion = \"1.2.0\"\nstatus = \"{status}\"\n"
        );
        let has = |bit: u32| parts & (1 << bit) != 0;
        if has(0) {
            text.push_str("summary = \"What it is.\"\n");
        }
        let name = |at: usize| quoted(names[at]);
        // Two elements of one name are one to a reader.
        let web = if names[1] == names[2] { quoted("Web") } else { name(2) };
        // An id that no document shows is made of the name.
        let pay = names[1].to_lowercase().replace(' ', "-").replace('*', "");
        if has(1) {
            text.push_str(&format!("[requirements.R1]\ncategory = {}\ntext = \"Refunds are paid.\"\n", name(0)));
            text.push_str("[requirements.R-2]\ncategory = \"Money\"\nkind = \"quality\"\ntext = \"Fast.\"\n");
        } else if has(2) {
            text.push_str("[requirements]\nnot-applicable = \"Nobody asked.\"\n");
        }
        if has(3) {
            text.push_str(&format!("[integrations.{pay}]\nname = {}\nmechanism = \"HTTP\"\n", name(1)));
        }
        if has(4) {
            text.push_str(&format!("[components.web]\nname = {web}\nkind = \"service\"\n"));
            if has(3) {
                text.push_str(&format!("uses = {{ {pay} = \"pays\" }}\n"));
            }
            if has(5) {
                text.push_str("[components.db]\nname = \"Store\"\nkind = \"database\"\nfiles = { \"db/a.sql\" = \"Tables\" }\n");
                text.push_str("[flows.buying]\ntitle = \"Buying\"\nsteps = [{ from = \"web\", to = \"db\", send = \"Order #1; now\", reply = \"Done\" }]\n");
            }
        }
        if has(6) {
            text.push_str("[tables.t]\ncolumns = [{ name = \"id\", type = \"uuid\", key = \"primary\" }]\n");
        }
        if has(7) {
            text.push_str(&format!("[decisions.ADR-1]\ntitle = {}\nstatus = \"accepted\"\ncontext = \"Why.\"\nchosen = \"a\"\n[decisions.ADR-1.options]\na = {{ title = {} }}\n", name(3), name(1)));
        }
        if has(8) {
            text.push_str("[api.get]\nendpoint = \"GET /a\"\n[api.get.request]\nlanguage = \"json\"\ncode = \"{}\"\n");
        }
        if has(9) {
            text.push_str("[models.Order]\nlanguage = \"json\"\ncode = \"{}\"\n");
        }
        match facts % 4 {
            0 => text.push_str("[security]\nnot-applicable = \"It has no users.\"\n"),
            1 => text.push_str("[security]\nauthentication = \"By key.\"\nrate-limiting = { not-applicable = \"No callers.\" }\n"),
            2 => text.push_str("[security]\npii-handling = [\"None is kept.\", \"None is sent.\"]\n"),
            _ => {}
        }
        if facts & 4 != 0 {
            text.push_str("[performance]\nresponse-time = \"200 ms\"\nconcurrent-users = 500\n");
        }
        let mut seen = Vec::new();
        text.push_str("[notes]\n");
        for (key, note) in noted {
            if !seen.contains(&key) {
                text.push_str(&format!("{key} = {}\n", quoted(note)));
                seen.push(key);
            }
        }
        // A template without components shows them only in the picture.
        let drawn = template == "design-brief@1" && pictures == Diagrams::Svg;
        (text, template, if drawn { Diagrams::Mermaid } else { pictures })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_design_comes_back((text, template, pictures) in designs()) {
        Known::new().hold(&text, template, pictures);
    }
}
