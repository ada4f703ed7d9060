//! People and components: what they are, what they use, and where their files are.

use super::{bracketed, sample};
use crate::design::{Component, Entity, Relationship, Text, Uses};
use crate::markdown::Builder;
use crate::render::files::Folder;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::template::Words;

/// The people. They come before the components, even if those are not applicable.
pub(super) fn show_people<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let design = scope.design;
    if !design.people.is_empty() {
        out.paragraph(|out| {
            out.strong(|out| out.text(words.label("people")));
            out.text(":");
        });
        out.list(|out| {
            for person in &design.people {
                let head = Head { target: Target::Person, id: &person.id.value, name: person.title() };
                out.item(|out| {
                    head.show(scope, Vec::new(), person.description.as_ref(), out);
                    out.list(|out| {
                        show_reason(scope, &person.id.value, person.description.as_ref(), out);
                        show_uses(scope, &person.uses, words.label("uses"), out);
                    });
                });
            }
        });
    }
}

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let design = scope.design;
    if !design.people.is_empty() {
        out.paragraph(|out| {
            out.strong(|out| out.text(scope.word("components")));
            out.text(":");
        });
    }
    out.list(|out| {
        for component in &design.components {
            let head = Head { target: Target::Component, id: &component.id.value, name: component.title() };
            let kind = scope.word(component.kind.value.word());
            let technology = component.technology.iter().map(|technology| technology.value.as_str());
            let marks = std::iter::once(kind).chain(technology).collect();
            out.item(|out| {
                head.show(scope, marks, component.description.as_ref(), out);
                out.list(|out| {
                    show_reason(scope, &component.id.value, component.description.as_ref(), out);
                    show_parts(scope, component, words, out);
                });
            });
        }
    });
}

pub(super) fn hint(words: &Words) -> String {
    sample(words, "name").to_owned()
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.list(|out| {
        out.item(|out| {
            out.strong(|out| out.text(bracketed(words, "name")));
            out.list(|out| {
                out.item(|out| {
                    out.code(bracketed(words, "directory"));
                    out.list(|out| {
                        blank_file(words, "file", out);
                        out.item(|out| {
                            out.code(bracketed(words, "subdirectory"));
                            out.list(|out| blank_file(words, "file-below", out));
                        });
                    });
                });
            });
        });
    });
}

fn blank_file<'a>(words: &'a Words, key: &str, out: &mut Builder<'a>) {
    if words.sample(key).is_some() {
        out.item(|out| {
            out.code(bracketed(words, key));
            out.text(": ");
            out.text(bracketed(words, "purpose"));
        });
    }
}

/// The first line of an element.
struct Head<'a> {
    target: Target,
    id: &'a str,
    name: &'a str,
}

impl<'a> Head<'a> {
    fn show(
        &self,
        scope: &Scope<'a>,
        marks: Vec<&'a str>,
        description: Option<&'a Text>,
        out: &mut Builder<'a>,
    ) {
        scope.anchor(self.target, self.id, out);
        out.strong(|out| out.text(self.name));
        out.text(" (");
        out.code(self.id);
        for mark in marks {
            out.text(", ");
            out.text(mark);
        }
        out.text(")");
        if let Some(description) = description.filter(|text| text.is_given() && !text.not_applicable) {
            scope.after(description, self.id, out);
        }
    }
}

/// The reason why an element has no description. Behind its name, the reason would seem to be about
/// the element.
pub(super) fn show_reason<'a>(
    scope: &Scope<'a>,
    id: &str,
    description: Option<&'a Text>,
    out: &mut Builder<'a>,
) {
    let reason = description.filter(|text| text.not_applicable);
    scope.labelled(scope.word("description"), reason, id, out);
}

/// What an element uses: targets, what for, and how.
pub(super) fn show_uses<'a>(scope: &Scope<'a>, uses: &'a Uses, label: &'a str, out: &mut Builder<'a>) {
    if uses.is_empty() {
        return;
    }
    out.item(|out| {
        out.strong(|out| out.text(label));
        out.text(": ");
        for (index, relationship) in uses.iter().enumerate() {
            if index > 0 {
                out.text("; ");
            }
            show_use(scope, relationship, out);
        }
    });
}

fn show_parts<'a>(
    scope: &Scope<'a>,
    component: &'a Entity<Component>,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    if let Some(whole) = &component.part_of {
        out.item(|out| {
            out.strong(|out| out.text(words.label("part-of")));
            out.text(": ");
            scope.cite_element(whole, out);
        });
    }
    if let Some(origin) = &component.origin {
        out.item(|out| {
            out.strong(|out| out.text(words.label("origin")));
            out.text(format!(": {}", words.label(origin.value.word())));
        });
    }
    let id = component.id.value.as_str();
    let said = [
        ("owner", &component.owner),
        ("schedule", &component.schedule),
        ("instances", &component.instances),
        ("not-in-source", &component.not_in_source),
    ];
    for (key, text) in said {
        scope.labelled(words.label(key), text.as_ref(), &format!("{id}-{key}"), out);
    }
    if let Some(deploys) = component.deploys.as_ref().filter(|deploys| !deploys.is_empty()) {
        out.item(|out| {
            out.strong(|out| out.text(words.label("deploys")));
            out.text(": ");
            out.code(deploys.value.as_str());
        });
    }
    if !component.satisfies.is_empty() {
        out.item(|out| {
            out.strong(|out| out.text(words.label("satisfies")));
            out.text(": ");
            scope.cite_all(Target::Requirement, &component.satisfies, out);
        });
    }
    show_uses(scope, &component.uses, words.label("uses"), out);
    let folder = Folder::of_component(component);
    match &component.directory {
        Some(directory) => out.item(|out| {
            out.code(format!("{}/", directory.trim_end_matches('/')));
            out.list(|out| show_folder(scope, &folder, directory, out));
        }),
        None => show_folder(scope, &folder, "", out),
    }
    let reason = component.files.not_applicable.as_ref();
    scope.labelled(words.label("files"), reason, &format!("{id}-files"), out);
}

/// The target of a relationship, its purpose, its protocol and the contract that it uses.
fn show_use<'a>(scope: &Scope<'a>, relationship: &'a Relationship, out: &mut Builder<'a>) {
    scope.cite_element(&relationship.target, out);
    let said = [&relationship.label, &relationship.protocol];
    let mut said: Vec<&str> = said.into_iter().flatten().map(|plain| plain.value.as_str()).collect();
    if relationship.is_async {
        said.push(scope.word("asynchronous"));
    }
    said.extend(relationship.kind().label().map(|key| scope.word(key)));
    if relationship.is_both_ways {
        said.push(scope.word("both-ways"));
    }
    let contract = relationship.contract.as_ref().filter(|contract| !contract.is_empty());
    if said.is_empty() && contract.is_none() {
        return;
    }
    out.text(format!(" ({}", said.join(", ")));
    if let Some(contract) = contract {
        out.text(if said.is_empty() { "" } else { ", " });
        out.text(format!("{} ", scope.word("contract-used")));
        scope.cite_contract(&relationship.target, contract, out);
    }
    out.text(")");
}

/// The entries of a folder. A folder without a purpose that contains only another folder shares its line.
fn show_folder<'a>(scope: &Scope<'a>, folder: &Folder<'a>, path: &str, out: &mut Builder<'a>) {
    for (name, entry) in &folder.entries {
        let mut shown = name.clone();
        let mut entry = entry;
        while let (Some(inside), true) = (&entry.inside, entry.purposes.is_empty()) {
            let Some((name, only)) =
                inside.entries.first().filter(|(_, only)| inside.entries.len() == 1 && only.inside.is_some())
            else {
                break;
            };
            shown = format!("{shown}/{name}");
            entry = only;
        }
        if entry.inside.is_some() {
            shown.push('/');
        }
        let path = format!("{path}/{shown}");
        let mut purposes = entry.purposes.iter().filter(|purpose| purpose.is_given());
        let first = purposes.next();
        out.item(|out| {
            out.code(shown.clone());
            if let Some(purpose) = first {
                scope.after(purpose, &path, out);
            }
            if let Some(inside) = &entry.inside {
                out.list(|out| show_folder(scope, inside, &path, out));
            }
        });
        for (index, purpose) in purposes.enumerate() {
            out.item(|out| {
                out.code(shown.clone());
                scope.after(purpose, &format!("{path}-{index}"), out);
            });
        }
    }
}
