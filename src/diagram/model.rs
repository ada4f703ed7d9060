//! From a design to what its pictures are drawn from: one function a picture.
//!
//! Pictures know plain words only, so Markdown loses its markup here, and what a reference does
//! not find is left out: the checks tell of it.

use super::architecture::{Element, Relation, Role, Scene};
use super::entities::{Column, Reference, Schema, Table};
use super::picture::Shape;
use super::sequence::{self, Event, Kind, Participant};
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
pub fn sequence(design: &Design, flow: &Flow, words: &Words) -> sequence::Flow {
    let mut drawn = sequence::Flow {
        title: flow.title.value.clone(),
        note: words.label("note").to_owned(),
        ..sequence::Flow::default()
    };
    for step in &flow.steps {
        let (Some(from), Some(to)) = (participant(design, &step.from), participant(design, &step.to)) else {
            continue;
        };
        let (from_id, to_id) = (from.id.clone(), to.id.clone());
        for one in [from, to] {
            if drawn.participants.iter().all(|known| known.id != one.id) {
                drawn.participants.push(one);
            }
        }
        let mut event = |kind, from: &str, to: &str, text: String| {
            drawn.events.push(Event { kind, from: from.to_owned(), to: to.to_owned(), text });
        };
        if let Some(send) = &step.send {
            event(Kind::Call, &from_id, &to_id, send.value.clone());
        }
        match (&step.send, &step.reply) {
            (Some(_), Some(reply)) => event(Kind::Answer, &to_id, &from_id, reply.value.clone()),
            // Without a call in this step, an answer goes from the one who acts.
            (None, Some(reply)) => event(Kind::Answer, &from_id, &to_id, reply.value.clone()),
            (_, None) => {}
        }
        if let Some(note) = step.note.as_ref().filter(|note| note.is_given()) {
            event(Kind::Note, &from_id, &to_id, words_of(note));
        }
    }
    drawn
}

/// The tables and their foreign keys.
pub fn entities(design: &Design) -> Schema {
    let mut schema = Schema { title: design.meta.title.value.clone(), ..Schema::default() };
    for table in &design.tables {
        for column in &table.columns.value {
            let to = match column.target() {
                Some(Target::Column { table, .. }) => table,
                // Another system's table is not drawn, but the column is marked as a foreign key.
                Some(Target::Elsewhere) => column.references.as_deref().unwrap_or_default(),
                Some(Target::Malformed) | None => continue,
            };
            schema.references.push(Reference {
                name: None,
                from: table.id.value.clone(),
                columns: vec![column.name.value.clone()],
                to: to.to_owned(),
            });
        }
        schema.tables.push(Table {
            id: table.id.value.clone(),
            name: table.id.value.clone(),
            columns: table.columns.value.iter().map(described_column).collect(),
            href: None,
        });
    }
    schema
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

fn participant(design: &Design, id: &str) -> Option<Participant> {
    let (id, name, shape) = if let Some(person) = design.people.get(id) {
        (&person.id, name(&person.name, &person.id), Shape::Person)
    } else if let Some(component) = design.components.get(id) {
        (&component.id, name(&component.name, &component.id), shape(component))
    } else {
        let integration = design.integrations.get(id)?;
        (&integration.id, name(&integration.name, &integration.id), Shape::External)
    };
    Some(Participant { id: id.value.clone(), name, shape, href: None })
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
    Column {
        name: column.name.value.clone(),
        data_type: column.kind.value.clone(),
        primary: column.is_primary(),
        nullable: column.nullable,
        unique: column.unique,
    }
}
