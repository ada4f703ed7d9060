//! An mdBook preprocessor: a design is one TOML file, checked for gaps and contradictions, and
//! rendered as a whole system design document.
//!
//! The program is `mdbook-system-design`; this library is what it is made of. Most programs that
//! use it want one of four things: read a design, check it, render it, or expand the directives of
//! a book. They are shown here in that order, because each builds on the one before.
//!
//! # Reading
//!
//! A [template] says which sections a document has, and so which facts a design may state. A
//! [design](design::Design) is read against it. Reading never stops at a mistake: every mistake
//! becomes a [finding](diagnostic::Finding) in a [sink](diagnostic::Sink), and the design is as
//! complete as its file allows.
//!
//! ```
//! use std::path::Path;
//!
//! use mdbook_system_design::design::{Design, KnownNames};
//! use mdbook_system_design::diagnostic::Sink;
//! use mdbook_system_design::reading::Reader;
//! use mdbook_system_design::source::{Root, Sources};
//! use mdbook_system_design::template::Templates;
//!
//! let mut sources = Sources::new();
//! let templates = Templates::embedded(&mut sources);
//! let names = KnownNames::new(&templates, mdbook_system_design::book::rules::all());
//! let file = sources.add("shop.toml", r#"
//! template = "system-design@1"
//! [design]
//! title = "Web shop"
//! version = "0.1.0"
//! status = "draft"
//! [components.api]
//! name = "Order API"
//! kind = "servic"
//! "#);
//! // Texts that the design includes (`{ file = … }`) may not leave this folder.
//! let root = Root::new(Path::new("."), false);
//! let mut sink = Sink::default();
//! let design = Design::read(&names, &mut Reader::new(&mut sources, &root, file, &mut sink));
//!
//! assert_eq!(design.expect("the file is TOML").meta.title.value, "Web shop");
//! let finding = &sink.findings()[0];
//! assert_eq!(finding.rule.code, "SD010", "not a word for a kind of component");
//! assert_eq!(sources.get(file).line(finding.span.range().start), 9);
//! ```
//!
//! # Checking
//!
//! A [session](book::Session) is a run over the designs of a book: it reads each file once, knows
//! the book's configuration, and checks every design that was opened. It can be asked again after
//! a text has been [replaced](book::Session::replace), as an editor does.
//!
//! ```
//! use std::path::Path;
//!
//! use mdbook_system_design::book::{Config, Session};
//! use mdbook_system_design::diagnostic::{Level, Sink};
//! use mdbook_system_design::source::Sources;
//!
//! let mut session = Session::new(Path::new("."), Config::default(), Sources::new(), &mut Sink::default());
//! let head = "template = \"system-design@1\"\n[design]\ntitle = \"Shop\"\nversion = \"0.1.0\"\n";
//! let file = session.sources.add("shop.toml", format!("{head}status = \"accepted\"\n"));
//! session.open(file);
//! let accepted = &session.check()[&file];
//! assert_eq!(accepted.report.worst(), Level::Deny, "an accepted design has to be complete");
//!
//! session.replace(file, format!("{head}status = \"draft\"\n"));
//! let draft = &session.check()[&file];
//! assert_eq!(draft.report.worst(), Level::Note, "what a draft lacks is a note");
//! assert_eq!(draft.completeness.answered(), 0);
//! ```
//!
//! # Rendering
//!
//! [`render::document`] prints a design by a template, as Markdown. What it says about the state
//! of the design (the footer's status, the gaps of a section) comes from a
//! [report](render::Report), so rendering never judges.
//!
//! ```
//! # use std::path::Path;
//! use mdbook_system_design::book::{Config, Session};
//! # use mdbook_system_design::diagnostic::Sink;
//! use mdbook_system_design::render::{Options, Report, document};
//! # use mdbook_system_design::source::Sources;
//! # let mut session = Session::new(Path::new("."), Config::default(), Sources::new(), &mut Sink::default());
//! # let head = "template = \"system-design@1\"\n[design]\ntitle = \"Shop\"\nversion = \"0.1.0\"\n";
//! # let file = session.sources.add("shop.toml", format!("{head}status = \"draft\"\n"));
//! # session.open(file);
//! let checked = &session.check()[&file];
//! if let (Some(design), Some(template)) = (&checked.design, &checked.template) {
//!     let markdown = document(design, template, &Options::default(), &Report::default());
//!     assert!(markdown.starts_with("# SYSTEM_DESIGN.md: Shop\n"));
//! }
//! ```
//!
//! # Embedding
//!
//! [`book::SystemDesign`] implements mdBook's `Preprocessor`, for programs that build books with
//! mdbook-driver. Where no such program is at hand, [`book::expand`] expands chapters in memory.
//!
//! ```
//! use mdbook_driver::MDBook;
//! use mdbook_system_design::book::SystemDesign;
//!
//! # let folder = tempfile::tempdir()?;
//! # let folder = folder.path();
//! # std::fs::create_dir(folder.join("src"))?;
//! # std::fs::write(folder.join("book.toml"), "[book]\ntitle = \"B\"\n[preprocessor.system-design]\n")?;
//! # std::fs::write(folder.join("src/SUMMARY.md"), "- [Shop](shop.md)\n")?;
//! # std::fs::write(folder.join("src/shop.md"), "<<#system-design /shop.toml>>\n")?;
//! # let head = "template = \"system-design@1\"\n[design]\ntitle = \"Shop\"\nversion = \"0.1.0\"\n";
//! # std::fs::write(folder.join("shop.toml"), format!("{head}status = \"draft\"\n"))?;
//! let mut book = MDBook::load(folder)?;
//! book.with_preprocessor(SystemDesign::new(|warnings| eprint!("{warnings}")));
//! book.build()?;
//! assert!(std::fs::read_to_string(folder.join("book/shop.html"))?.contains("High-Level Design"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The map
//!
//! Data runs one way, and each module may use only those that come after it here:
//! the command line (`cli`), the language server (`server`), [`authoring`] (schema, new designs, import, setting up a book),
//! [`book`] (mdBook's side), [`render`], [`check`] (the rules), [`diagram`],
//! [`catalog`] (the versions of a design), [`compare`], [`interchange`] (other formats), [`answer`] (is it answered?),
//! [`design`] (the model), [`template`], [`reading`] (TOML with positions),
//! [`markdown`], [`diagnostic`] (findings and their formats), [`source`] (files and positions).
//!
//! Enums and structs that will grow with the format are `#[non_exhaustive]`: a new rule group, kind of
//! component or key of a design is not a breaking change.

pub mod answer;
pub mod authoring;
pub mod book;
pub mod catalog;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
pub mod design;
pub mod diagnostic;
pub mod diagram;
pub mod interchange;
pub mod markdown;
pub mod reading;
pub mod render;
#[cfg(feature = "cli")]
pub mod server;
pub mod source;
pub mod template;
