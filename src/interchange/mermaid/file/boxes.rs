//! Boxes and lines: people, systems outside and parts.

use std::collections::{HashMap, HashSet};

use super::super::super::partial::{Element, Relationship, Role};
use super::super::super::the_system::{Candidate, the_system};
use super::super::{Boxes, Shape, ShapeKind};
use super::Reading;
use crate::design::ComponentKind;
use crate::source::Spanned;

impl Reading<'_> {
    pub(super) fn c4(&mut self, boxes: &Boxes, wanted: Option<&str>) {
        let systems: Vec<&Shape> =
            boxes.shapes.iter().filter(|shape| shape.what == ShapeKind::System).collect();
        let filled: HashSet<&str> = boxes.shapes.iter().filter_map(|shape| shape.within.as_deref()).collect();
        let candidates: Vec<Candidate<'_>> = systems
            .iter()
            .map(|shape| Candidate {
                name: &shape.name,
                has_parts: filled.contains(shape.id.as_str()),
                is_outside: false,
            })
            .collect();
        let chosen = match the_system(&candidates, wanted) {
            Ok(chosen) => chosen.and_then(|at| systems.get(at)).map(|shape| shape.id.as_str()),
            Err(why) => {
                let span = self.line(systems.first().map_or(1, |shape| shape.line));
                return self.partial.cannot_read(span, "the systems", why);
            }
        };
        if let Some(system) = boxes.shapes.iter().find(|shape| chosen == Some(shape.id.as_str())) {
            self.partial.title = Some(Spanned::new(called(system), self.line(system.line)));
            let description = Some(system.description.clone()).filter(|text| !text.is_empty());
            self.partial.description = description.map(|text| Spanned::new(text, self.line(system.line)));
        }
        let around = by_id(boxes);
        for shape in &boxes.shapes {
            let role = match shape.what {
                ShapeKind::Person => Role::Person,
                ShapeKind::External => Role::Outside,
                ShapeKind::System if chosen != Some(shape.id.as_str()) => Role::Outside,
                ShapeKind::System | ShapeKind::Boundary => continue,
                _ => Role::Part,
            };
            self.element(shape, role, &around);
        }
        self.relate(boxes);
    }

    pub(super) fn flowchart(&mut self, boxes: &Boxes) {
        let around = by_id(boxes);
        for shape in boxes.shapes.iter().filter(|shape| shape.what != ShapeKind::Boundary) {
            let group = shape.within.as_ref().and_then(|id| around.get(id.as_str()));
            let group = group.map(|group| group.name.to_lowercase()).unwrap_or_default();
            let is_outside = ["external", "extern", "third part", "third-part"];
            let role = if is_outside.iter().any(|word| group.contains(word)) {
                Role::Outside
            } else if matches!(shape.what, ShapeKind::Database | ShapeKind::Queue) {
                Role::Part
            } else {
                Role::Unsaid
            };
            self.element(shape, role, &around);
        }
        self.relate(boxes);
    }

    fn element(&mut self, shape: &Shape, role: Role, boxes: &HashMap<&str, &Shape>) {
        let span = self.line(shape.line);
        let said = |text: &str| (!text.is_empty()).then(|| Spanned::new(text.to_owned(), span));
        let kind = match shape.what {
            ShapeKind::Database => Some(ComponentKind::Database),
            ShapeKind::Queue => Some(ComponentKind::Queue),
            _ => None,
        };
        let around = shape.within.as_ref().and_then(|id| boxes.get(id.as_str())).copied();
        let is_part = |around: &&Shape| matches!(around.what, ShapeKind::Plain);
        self.partial.elements.push(Element {
            kind,
            description: said(&shape.description),
            technology: said(&shape.technology),
            within: around.filter(is_part).map(|around| around.id.clone()),
            group: around.filter(|around| around.what == ShapeKind::Boundary).map(called),
            ..Element::named(&shape.id, Spanned::new(called(shape), span), role)
        });
    }

    fn relate(&mut self, boxes: &Boxes) {
        let known: HashSet<String> =
            self.partial.elements.iter().map(|element| element.key.clone()).collect();
        for line in &boxes.lines {
            if !known.contains(&line.from) || !known.contains(&line.to) {
                self.partial.leave("lines of boxes around others");
                continue;
            }
            let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            self.partial.relationships.push(Relationship {
                from: line.from.clone(),
                to: line.to.clone(),
                label: said(&line.label),
                protocol: said(&line.protocol),
                is_async: line.dotted,
                span: self.line(1),
            });
        }
    }
}

fn by_id(boxes: &Boxes) -> HashMap<&str, &Shape> {
    boxes.shapes.iter().map(|shape| (shape.id.as_str(), shape)).collect()
}

fn called(shape: &Shape) -> String {
    if shape.name.is_empty() { shape.id.clone() } else { shape.name.clone() }
}
