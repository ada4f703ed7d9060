//! From a design to what its pictures are drawn from: one function a picture.
//!
//! Pictures know plain words only, so Markdown loses its markup here, and what a reference does
//! not find is left out: the checks tell of it.

use super::architecture::{Element, Relation, Role, Scene};
use super::mermaid::scene::{Column, Entities, ForeignKey, Key, Participant, Sequence, Step, Table};
use super::picture::Shape;
use crate::design::{self, Component, ComponentKind, Design, Flow, Target, Text, Uses};
use crate::markdown::plain_words;
use crate::template::Words;

/// People, components, external systems and their relationships. `words` are the template's for
/// the document as a whole: they name the kinds of elements.
pub fn architecture(design: &Design, words: &Words) -> Scene {
    let title = &design.meta.title.value;
    let mut scene = Scene { name: title.clone(), title: title.clone(), ..Scene::default() };
    for person in &design.people {
        scene.elements.push(Element {
            id: person.id.value.clone(),
            role: Role::Person,
            shape: Shape::Person,
            name: name(&person.name, &person.id),
            kind: words.label("person").to_owned(),
            description: described(person.description.as_ref()),
            ..Element::default()
        });
        relate(&person.id, &person.uses, &mut scene.relations);
    }
    for component in &design.components {
        let technology = component.technology.iter().map(|technology| technology.value.as_str());
        scene.elements.push(Element {
            id: component.id.value.clone(),
            role: Role::Component,
            shape: shape(component),
            name: name(&component.name, &component.id),
            kind: words.label(component.kind.value.word()).to_owned(),
            technology: technology.collect::<Vec<_>>().join(", "),
            description: described(component.description.as_ref()),
            part_of: component.part_of.as_ref().map(|whole| whole.id.value.clone()),
            href: None,
        });
        relate(&component.id, &component.uses, &mut scene.relations);
    }
    for integration in &design.integrations {
        scene.elements.push(Element {
            id: integration.id.value.clone(),
            role: Role::External,
            shape: Shape::External,
            name: name(&integration.name, &integration.id),
            kind: words.label("external-system").to_owned(),
            description: described(integration.description.as_ref()),
            ..Element::default()
        });
        relate(&integration.id, &integration.uses, &mut scene.relations);
    }
    scene
}

/// What happens in a flow. Those who take part stand in the order in which they first act.
pub fn sequence(design: &Design, flow: &Flow) -> Sequence {
    let mut ids: Vec<&str> = Vec::new();
    let mut sequence = Sequence::default();
    for step in &flow.steps {
        let mut participant = |id: &str| -> Option<usize> {
            let (id, name, person) = element(design, id)?;
            if let Some(at) = ids.iter().position(|known| *known == id) {
                return Some(at);
            }
            ids.push(id);
            sequence.participants.push(Participant { name, person });
            Some(ids.len() - 1)
        };
        let (Some(from), Some(to)) = (participant(&step.from), participant(&step.to)) else { continue };
        sequence.steps.push(Step {
            from,
            to,
            send: step.send.as_ref().map(|send| send.value.clone()),
            reply: step.reply.as_ref().map(|reply| reply.value.clone()),
            note: step.note.as_ref().filter(|note| note.is_given()).map(words_of),
        });
    }
    sequence
}

/// The tables and their foreign keys.
pub fn entities(design: &Design) -> Entities {
    let mut foreign_keys = Vec::new();
    let tables = design.tables.iter().enumerate().map(|(from, table)| {
        let columns = &table.columns.value;
        let primary = columns.iter().filter(|column| column.is_primary()).count();
        for column in columns {
            let Some(Target::Column { table: to, .. }) = column.target() else { continue };
            let Some(to) = design.tables.index_of(to) else { continue };
            foreign_keys.push(ForeignKey {
                from,
                to,
                name: column.name.value.clone(),
                nullable: column.nullable,
                unique: column.unique || (column.is_primary() && primary == 1),
                identifying: column.is_primary(),
            });
        }
        Table { name: table.id.value.clone(), columns: columns.iter().map(described_column).collect() }
    });
    let tables = tables.collect();
    Entities { tables, foreign_keys }
}

fn relate(from: &str, uses: &Uses, out: &mut Vec<Relation>) {
    for relationship in uses.iter() {
        out.push(Relation {
            from: from.to_owned(),
            to: relationship.target.id.value.clone(),
            label: relationship.label.as_ref().map(|label| label.value.clone()).unwrap_or_default(),
            protocol: relationship.protocol.as_ref().map(|protocol| protocol.value.clone()),
            asynchronous: relationship.is_async,
        });
    }
}

/// An element's id, its name, and whether it is a person.
fn element<'d>(design: &'d Design, id: &str) -> Option<(&'d str, String, bool)> {
    if let Some(person) = design.people.get(id) {
        return Some((&person.id.value, name(&person.name, &person.id), true));
    }
    if let Some(component) = design.components.get(id) {
        return Some((&component.id.value, name(&component.name, &component.id), false));
    }
    let integration = design.integrations.get(id)?;
    Some((&integration.id.value, name(&integration.name, &integration.id), false))
}

fn name(name: &str, id: &str) -> String {
    if name.is_empty() { id.to_owned() } else { name.to_owned() }
}

fn described(text: Option<&Text>) -> String {
    text.filter(|text| text.is_given() && !text.not_applicable).map(words_of).unwrap_or_default()
}

fn words_of(text: &Text) -> String {
    plain_words(&text.value).into_owned()
}

fn shape(component: &Component) -> Shape {
    match component.kind.value {
        ComponentKind::Web | ComponentKind::Desktop => Shape::Browser,
        ComponentKind::Mobile => Shape::Mobile,
        ComponentKind::Database => Shape::Database,
        ComponentKind::Cache => Shape::Cache,
        ComponentKind::Queue => Shape::Queue,
        ComponentKind::Storage => Shape::Storage,
        _ => Shape::Service,
    }
}

fn described_column(column: &design::Column) -> Column {
    let mut keys = Vec::new();
    if column.is_primary() {
        keys.push(Key::Primary);
    }
    if column.target().is_some() {
        keys.push(Key::Foreign);
    }
    if column.unique {
        keys.push(Key::Unique);
    }
    Column {
        name: column.name.value.clone(),
        data_type: column.kind.value.clone(),
        keys,
        nullable: column.nullable,
    }
}
