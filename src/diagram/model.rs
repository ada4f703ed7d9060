//! From a design to what its pictures are drawn from: one function a picture.
//!
//! Pictures know plain words only, so Markdown loses its markup here, and what a reference does
//! not find is left out: the checks tell of it.

use std::collections::HashMap;

use super::mermaid::scene::{
    Architecture, Column, Element, Entities, ForeignKey, Key, Participant, Place, Relationship, Sequence,
    Shape, Step, Table,
};
use crate::design::{self, Component, ComponentKind, Design, Flow, Target, Text, Uses};
use crate::markdown::plain_words;
use crate::template::Words;

/// People, components, external systems and their relationships. `words` are the template's for
/// the document as a whole: they name the kinds of elements.
pub fn architecture(design: &Design, words: &Words) -> Architecture {
    let places = Places::of(design);
    let mut elements = Vec::with_capacity(places.0.len());
    let mut relationships = Vec::new();
    for person in &design.people {
        elements.push(Element {
            name: name(&person.name, &person.id),
            kind: words.label("person").to_owned(),
            technology: Vec::new(),
            description: described(person.description.as_ref()),
            shape: Shape::Person,
            place: Place::Outside,
        });
        places.relate(&person.id, &person.uses, &mut relationships);
    }
    for component in &design.components {
        let part_of = component.part_of.as_ref().and_then(|whole| places.of_id(whole));
        elements.push(Element {
            name: name(&component.name, &component.id),
            kind: words.label(component.kind.value.word()).to_owned(),
            technology: component.technology.iter().map(|technology| technology.value.clone()).collect(),
            description: described(component.description.as_ref()),
            shape: shape(component),
            place: part_of.map_or(Place::System, Place::PartOf),
        });
        places.relate(&component.id, &component.uses, &mut relationships);
    }
    for integration in &design.integrations {
        elements.push(Element {
            name: name(&integration.name, &integration.id),
            kind: words.label("external-system").to_owned(),
            technology: Vec::new(),
            description: described(integration.description.as_ref()),
            shape: Shape::Box,
            place: Place::Outside,
        });
        places.relate(&integration.id, &integration.uses, &mut relationships);
    }
    Architecture { system: design.meta.title.value.clone(), elements, relationships }
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

/// The place of each element in its list: people, components, external systems.
struct Places<'d>(HashMap<&'d str, usize>);

impl<'d> Places<'d> {
    fn of(design: &'d Design) -> Self {
        let ids = design.people.ids().chain(design.components.ids()).chain(design.integrations.ids());
        let mut places = HashMap::new();
        for (place, id) in ids.enumerate() {
            places.entry(id).or_insert(place);
        }
        Self(places)
    }

    fn of_id(&self, id: &str) -> Option<usize> {
        self.0.get(id).copied()
    }

    fn relate(&self, id: &str, uses: &Uses, out: &mut Vec<Relationship>) {
        let Some(from) = self.of_id(id) else { return };
        for relationship in uses.iter() {
            let Some(to) = self.of_id(&relationship.target) else { continue };
            let word = |plain: Option<&crate::reading::Plain>| {
                plain.map_or(String::new(), |plain| plain.value.clone())
            };
            out.push(Relationship {
                from,
                to,
                label: word(relationship.label.as_ref()),
                protocol: word(relationship.protocol.as_ref()),
                asynchronous: relationship.is_async,
            });
        }
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
        ComponentKind::Database | ComponentKind::Cache | ComponentKind::Storage => Shape::Store,
        ComponentKind::Queue => Shape::Queue,
        _ => Shape::Box,
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
