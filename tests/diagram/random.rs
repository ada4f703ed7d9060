//! Random models, the same on every platform and in every run.

use std::ops::Range;

use mdbook_system_design::design::FrameKind;
use mdbook_system_design::diagram::architecture::{Architecture, Element, Relation, Role};
use mdbook_system_design::diagram::flow::{Event, EventKind, Flow, Frame, FrameBranch, Participant};
use mdbook_system_design::diagram::picture::Shape;
use mdbook_system_design::diagram::tables::{Column, Reference, TableBox, Tables};

/// Marsaglia's xorshift.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x2545_F491_4F6C_DD1D);
        dice.roll(7);
        dice
    }

    /// A number from 0 up to and without `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    pub(crate) fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.roll(choices.len())]
    }

    pub(crate) fn words(&mut self, most: usize) -> String {
        const WORDS: [&str; 16] = [
            "order",
            "Reads",
            "catalogue",
            "of",
            "a",
            "payment-authorisation",
            "stock",
            "<&>\"'",
            "漢字仮名",
            "🦀",
            "reservations_and_outbox",
            "WWWWW",
            "é́",
            "writes",
            "iii",
            "per",
        ];
        let count = self.roll(most + 1);
        (0..count).map(|_| *self.of(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

/// A system of up to `most` components.
pub(crate) fn architecture(seed: u64, most: usize) -> Architecture {
    let mut dice = Dice::new(seed);
    let mut architecture = Architecture {
        title: "Random".to_owned(),
        name: dice.words(4),
        kind: "System".to_owned(),
        ..Architecture::default()
    };
    let (people, components, externals) = (dice.roll(4), dice.roll(most) + 1, dice.roll(5));
    let grouped = dice.roll(3) > 0;
    for number in 0..people + components + externals {
        let (role, shape) = if number < people {
            (Role::Person, Shape::Person)
        } else if number < people + components {
            let shapes = [
                Shape::Service,
                Shape::Browser,
                Shape::Mobile,
                Shape::Database,
                Shape::Cache,
                Shape::Queue,
                Shape::Storage,
            ];
            (Role::Component, *dice.of(&shapes))
        } else {
            (Role::External, Shape::External)
        };
        let part_of = (grouped && role == Role::Component && dice.roll(2) == 0)
            .then(|| format!("e{}", people + dice.roll(components)));
        architecture.elements.push(Element {
            id: format!("e{number}"),
            role,
            shape,
            name: format!("E{number} {}", dice.words(3)),
            kind: dice.words(1),
            technology: dice.words(2),
            description: dice.words(9),
            part_of,
            href: (dice.roll(2) == 0).then(|| format!("#e{number}")),
            ..Element::default()
        });
    }
    let count = architecture.elements.len();
    for _ in 0..dice.roll(2 * count + 1) {
        let (from, to) = (dice.roll(count), dice.roll(count));
        architecture.relations.push(Relation {
            from: format!("e{from}"),
            to: format!("e{to}"),
            label: dice.words(4),
            protocol: (dice.roll(2) == 0).then(|| dice.words(4)),
            asynchronous: dice.roll(4) == 0,
            ..Relation::default()
        });
    }
    architecture
}

/// A flow of up to ten participants.
pub(crate) fn flow(seed: u64) -> Flow {
    let mut dice = Dice::new(seed ^ 0xF10);
    let mut flow = Flow { title: dice.words(4), note: "Note".to_owned(), ..Flow::default() };
    let count = 1 + dice.roll(10);
    for number in 0..count {
        flow.participants.push(Participant {
            id: format!("p{number}"),
            name: format!("P{number} {}", dice.words(3)),
            shape: *dice.of(&[Shape::Person, Shape::Service, Shape::Queue, Shape::External]),
            href: None,
        });
    }
    for _ in 0..dice.roll(20) {
        let (from, to) = (dice.roll(count), dice.roll(count));
        flow.events.push(Event {
            kind: *dice.of(&[EventKind::Call, EventKind::Answer, EventKind::Note, EventKind::Failure]),
            from: format!("p{from}"),
            to: format!("p{to}"),
            text: dice.words(12),
            fails: dice.roll(6) == 0,
            asynchronous: dice.roll(4) == 0,
            contract: (dice.roll(6) == 0).then(|| dice.words(1)),
        });
    }
    let events = 0..flow.events.len();
    frames(&mut dice, events, 3, &mut flow.frames);
    flow
}

/// Frames around some of the events, nested as deep as they may be.
fn frames(dice: &mut Dice, events: Range<usize>, depth: usize, out: &mut Vec<Frame>) {
    let mut next = events.start;
    while depth > 0 && next < events.end {
        next += dice.roll(4);
        let end = (next + 1 + dice.roll(8)).min(events.end);
        if next >= end {
            break;
        }
        let kinds = [FrameKind::Alternatives, FrameKind::Optional, FrameKind::Loop, FrameKind::Parallel];
        let kind = *dice.of(&kinds);
        let mut cuts = vec![next];
        if matches!(kind, FrameKind::Alternatives | FrameKind::Parallel) {
            cuts.extend((0..dice.roll(3)).map(|_| next + dice.roll(end - next + 1)));
            cuts.sort_unstable();
        }
        let branches = cuts.iter().enumerate().map(|(number, &first)| FrameBranch {
            first,
            word: if number == 0 { kind.key().to_owned() } else { "else".to_owned() },
            when: if dice.roll(4) == 0 { String::new() } else { dice.words(9) },
        });
        let branches: Vec<FrameBranch> = branches.collect();
        out.push(Frame { kind, events: next..end, branches });
        // Frames within one of the branches.
        let branch = dice.roll(cuts.len());
        let inner = cuts[branch]..cuts.get(branch + 1).copied().unwrap_or(end);
        frames(dice, inner, depth - 1, out);
        next = end;
    }
}

/// A schema of up to `most` tables, some of them large.
pub(crate) fn tables(seed: u64, most: usize) -> Tables {
    let mut dice = Dice::new(seed ^ 0x7AB);
    let mut tables = Tables { title: dice.words(4), ..Tables::default() };
    let count = 1 + dice.roll(most);
    for number in 0..count {
        let columns = if dice.roll(8) == 0 { 40 } else { dice.roll(7) };
        let types = ["uuid", "numeric(10,2)", "timestamp with time zone", "text", "漢字"];
        tables.tables.push(TableBox {
            id: format!("t{number}"),
            name: format!("t{number}_{}", dice.words(1)),
            kind: (number % 3 == 0).then(|| "view".to_owned()),
            columns: (0..columns)
                .map(|column| Column {
                    name: format!("c{column}_{}", dice.words(2).replace(' ', "_")),
                    data_type: (*dice.of(&types)).to_owned(),
                    primary: column == 0,
                    nullable: dice.roll(3) == 0,
                    unique: dice.roll(5) == 0,
                })
                .collect(),
            unique: Vec::new(),
            href: None,
            group: format!("g{}", dice.roll(3)),
        });
    }
    for _ in 0..dice.roll(2 * count) {
        let from = dice.roll(count);
        let columns = tables.tables[from].columns.iter().map(|column| column.name.clone());
        tables.references.push(Reference {
            name: (dice.roll(4) == 0).then(|| dice.words(2)),
            from: format!("t{from}"),
            columns: columns.take(1 + dice.roll(2)).collect(),
            to: format!("t{}", dice.roll(count)),
            targets: Vec::new(),
        });
    }
    tables
}
