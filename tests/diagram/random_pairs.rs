//! Random designs, and random edits of them.

use std::fmt::Write as _;

use crate::random::Dice;

/// The elements of a design.
#[derive(Clone)]
pub(crate) struct Model {
    pub(crate) elements: Vec<Element>,
    /// How many ids were given out.
    ids: usize,
}

#[derive(Clone)]
pub(crate) struct Element {
    id: String,
    was: Option<String>,
    table: &'static str,
    name: String,
    technology: &'static str,
    description: String,
    part_of: Option<String>,
    uses: Vec<Use>,
}

#[derive(Clone)]
struct Use {
    to: String,
    label: String,
    protocol: &'static str,
    is_async: bool,
}

const TABLES: [&str; 5] = ["people", "components", "components", "components", "integrations"];
const TECHNOLOGIES: [&str; 3] = ["Rust", "Go", "PostgreSQL 17"];
const PROTOCOLS: [&str; 3] = ["HTTPS", "gRPC", "AMQP 1.0 over TLS"];
const NOUNS: [&str; 12] = [
    "Order", "Stock", "Invoice", "Parcel", "Payment", "Customer", "Return", "Price", "Voucher", "Mail",
    "Audit", "Forecast",
];
const VERBS: [&str; 6] = ["Reads", "Writes", "Publishes", "Asks for", "Reports", "Signs"];

impl Model {
    pub(crate) fn random(dice: &mut Dice) -> Self {
        let mut model = Self { elements: Vec::new(), ids: 0 };
        for _ in 0..3 + dice.roll(14) {
            model.add(dice);
        }
        for _ in 0..dice.roll(2 * model.elements.len()) {
            model.relate(dice);
        }
        model
    }

    /// One edit.
    pub(crate) fn change(&mut self, dice: &mut Dice) {
        let at = dice.roll(self.elements.len());
        match dice.roll(11) {
            0 => self.add(dice),
            1 if self.elements.len() > 1 => self.remove(at),
            2 => self.rename(at),
            3 => self.elements[at].name = name(dice),
            4 => self.elements[at].technology = *dice.of(&TECHNOLOGIES),
            5 => self.place(dice, at),
            6 => self.relate(dice),
            7 => {
                let uses = &mut self.elements[at].uses;
                drop((!uses.is_empty()).then(|| uses.remove(dice.roll(uses.len()))));
            }
            8 => self.with_use(dice, at, |one, dice| one.label = label(dice)),
            9 => self.with_use(dice, at, |one, dice| one.protocol = *dice.of(&PROTOCOLS)),
            _ => {
                let other = self.elements[dice.roll(self.elements.len())].id.clone();
                self.with_use(dice, at, |one, _| one.to = other);
            }
        }
    }

    pub(crate) fn relations(&self) -> usize {
        self.elements.iter().map(|element| element.uses.len()).sum()
    }

    pub(crate) fn has_former_ids(&self) -> bool {
        self.elements.iter().any(|element| element.was.is_some())
    }

    fn add(&mut self, dice: &mut Dice) {
        self.ids += 1;
        self.elements.push(Element {
            id: format!("e{}", self.ids),
            was: None,
            table: TABLES[dice.roll(TABLES.len())],
            name: name(dice),
            technology: TECHNOLOGIES[dice.roll(TECHNOLOGIES.len())],
            description: format!("{} {}", label(dice), label(dice)),
            part_of: None,
            uses: Vec::new(),
        });
        self.place(dice, self.elements.len() - 1);
    }

    fn remove(&mut self, at: usize) {
        let gone = self.elements.remove(at).id;
        for element in &mut self.elements {
            element.uses.retain(|one| one.to != gone);
            element.part_of.take_if(|whole| *whole == gone);
        }
    }

    fn rename(&mut self, at: usize) {
        self.ids += 1;
        let old = std::mem::replace(&mut self.elements[at].id, format!("e{}", self.ids));
        let new = self.elements[at].id.clone();
        self.elements[at].was.get_or_insert(old.clone());
        for element in &mut self.elements {
            let cited = element.uses.iter_mut().map(|one| &mut one.to).chain(&mut element.part_of);
            cited.filter(|id| **id == old).for_each(|id| id.clone_from(&new));
        }
    }

    /// Puts a component into another one that was there before it, or takes it out.
    fn place(&mut self, dice: &mut Dice, at: usize) {
        let is_component = |element: &&Element| element.table == "components";
        if is_component(&&self.elements[at]) {
            let wholes: Vec<&Element> = self.elements[..at].iter().filter(is_component).collect();
            let whole = (!wholes.is_empty() && dice.roll(2) == 0).then(|| dice.of(&wholes).id.clone());
            self.elements[at].part_of = whole;
        }
    }

    fn relate(&mut self, dice: &mut Dice) {
        let (from, to) = (dice.roll(self.elements.len()), dice.roll(self.elements.len()));
        let to = self.elements[to].id.clone();
        let (label, protocol) = (label(dice), *dice.of(&PROTOCOLS));
        self.elements[from].uses.push(Use { to, label, protocol, is_async: dice.roll(4) == 0 });
    }

    fn with_use(&mut self, dice: &mut Dice, at: usize, change: impl FnOnce(&mut Use, &mut Dice)) {
        let uses = &mut self.elements[at].uses;
        let number = dice.roll(uses.len());
        if let Some(one) = uses.get_mut(number) {
            change(one, dice);
        }
    }

    /// The design's file.
    pub(crate) fn toml(&self, version: &str) -> String {
        let mut out = format!(
            "template = \"system-design@1\"\n[design]\ntitle = \"Shop\"\nversion = \"{version}\"\nstatus = \"draft\"\n"
        );
        for element in &self.elements {
            let Element { id, table, name, description, technology, .. } = element;
            write!(out, "[{table}.{id}]\nname = \"{name}\"\ndescription = \"{description}\"\n").unwrap();
            if *table == "components" {
                write!(out, "kind = \"service\"\ntechnology = [\"{technology}\"]\n").unwrap();
            }
            element.was.iter().for_each(|was| writeln!(out, "was = \"{was}\"").unwrap());
            element.part_of.iter().for_each(|whole| writeln!(out, "part-of = \"{whole}\"").unwrap());
            let mut targets: Vec<&str> = element.uses.iter().map(|one| one.to.as_str()).collect();
            targets.sort_unstable();
            targets.dedup();
            for target in targets {
                let to = element.uses.iter().filter(|one| one.to == target).map(|one| {
                    let Use { label, protocol, is_async, .. } = one;
                    format!("{{ label = \"{label}\", protocol = \"{protocol}\", async = {is_async} }}")
                });
                writeln!(out, "uses.{target} = [{}]", to.collect::<Vec<_>>().join(", ")).unwrap();
            }
        }
        out
    }
}

fn name(dice: &mut Dice) -> String {
    format!("{} {}", dice.of(&NOUNS), ["service", "store", "desk"][dice.roll(3)])
}

fn label(dice: &mut Dice) -> String {
    format!("{} {}s", dice.of(&VERBS), dice.of(&NOUNS).to_lowercase())
}
