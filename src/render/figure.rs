//! A picture on a page, and the same in words: tables of what it shows and how those things are connected.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::paper;
use crate::diagram::architecture::{Architecture, Element, Relation};
use crate::diagram::drawing::Drawing;
use crate::diagram::flow::{EventKind, Flow, Part, Participant};
use crate::diagram::mark::Mark;
use crate::diagram::matrix::{Matrix, Row};
use crate::diagram::svg::{Address, Escaped};
use crate::diagram::tables::Tables;
use crate::markdown::Builder;
use crate::template::Words;

/// The beginning of every picture on a page.
pub const FIGURE: &str = "<figure class=\"system-design\"";

/// The heads of the tables with a picture's content, by the keys of their labels. A column without content is
/// left out.
pub const PICTURE_HEADS: [&[&str]; 5] = [ELEMENTS, RELATIONS, STEPS, TABLES, REFERENCES];

const ELEMENTS: &[&str] = &["change", "element", "kind", "technology", "description", "part-of"];
const RELATIONS: &[&str] = &["change", "from", "to", "relationship", "protocol", "contract"];
const STEPS: &[&str] = &["step", "from", "to", "message", "contract"];
const TABLES: &[&str] = &["table", "columns"];
const REFERENCES: &[&str] = &["table", "foreign-key", "refers-to"];

/// A picture and its caption.
pub(super) struct Figure<'a> {
    pub(super) svg: String,
    pub(super) caption: &'a str,
    /// The prefix of its ids.
    pub(super) prefix: &'a str,
    /// The rules that are with it.
    pub(super) rules: Vec<Cow<'static, str>>,
    /// The words of the links to its full size and back to the page, if it has them.
    pub(super) full_size: Option<[&'a str; 2]>,
}

/// The content of a picture as tables.
#[derive(Default)]
pub(super) struct WordTables(Vec<WordTable>);

#[derive(Default)]
pub(super) struct WordTable {
    heads: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

pub(super) struct Cell {
    text: String,
    href: Option<String>,
}

impl Figure<'_> {
    /// A block of HTML, followed by tables that are folded away under one word. It begins with `figure`,
    /// which Markdown treats as a block, and contains no blank line, which would end the block.
    pub(super) fn html(&self, folded: Option<(&str, &WordTables)>) -> String {
        let prefix = Escaped(self.prefix);
        let style = match self.rules.as_slice() {
            [] => String::new(),
            rules => format!("<style>{}</style>\n", rules.join(" ")),
        };
        let links = self.full_size.map(|words| paper::full_size(self.prefix, words)).unwrap_or_default();
        let id = if links.is_empty() { String::new() } else { format!(" id=\"{prefix}-caption\"") };
        let scroll = if links.is_empty() { "" } else { ";overflow-x:auto" };
        let mut html = format!(
            "{FIGURE} style=\"margin:1.5em 0 0.5em;text-align:center{scroll}\">\n{style}{}{links}\
             <figcaption{id} dir=\"auto\" style=\"font-size:0.9em\">{}</figcaption>\n</figure>\n",
            self.svg,
            Escaped(self.caption)
        );
        if let Some((summary, tables)) = folded.filter(|(_, tables)| !tables.0.is_empty()) {
            // Writing to a string cannot fail.
            let _ = writeln!(
                html,
                "<details class=\"{}\">\n<summary>{}</summary>",
                paper::CLASS,
                Escaped(summary)
            );
            tables.0.iter().for_each(|table| table.html(&mut html));
            html.push_str("</details>\n");
        }
        html
    }
}

impl WordTables {
    /// The content of a drawing.
    pub(super) fn of(drawing: &Drawing, words: &Words) -> Self {
        let tables = match drawing {
            Drawing::Architecture(architecture) => of_architecture(architecture, words),
            Drawing::Matrix(matrix) => vec![of_matrix(matrix)],
            Drawing::Flow(flow) => vec![of_flow(flow, words)],
            Drawing::Tables(tables) => of_tables(tables, words),
        };
        tables.into()
    }

    /// As tables of Markdown.
    pub(super) fn markdown(self, out: &mut Builder<'_>) {
        for table in self.0 {
            let columns = table.heads.len();
            out.table(
                columns,
                |out| table.heads.into_iter().for_each(|head| out.cell(|out| out.text(head))),
                |out| {
                    for row in table.rows {
                        out.row(|out| {
                            for cell in row {
                                out.cell(|out| out.link(cell.href, |out| out.text(cell.text)));
                            }
                        });
                    }
                },
            );
        }
    }
}

impl From<Vec<WordTable>> for WordTables {
    fn from(tables: Vec<WordTable>) -> Self {
        Self(tables.into_iter().filter_map(WordTable::without_empty_columns).collect())
    }
}

impl WordTable {
    pub(super) fn new(keys: &[&'static str], words: &Words) -> Self {
        Self { heads: keys.iter().map(|key| words.label(key).to_owned()).collect(), rows: Vec::new() }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The table without its empty columns, or `None` if it has no rows.
    fn without_empty_columns(mut self) -> Option<Self> {
        let is_used = |column: usize| {
            self.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.text.is_empty()))
        };
        let used: Vec<bool> = (0..self.heads.len()).map(is_used).collect();
        keep(&mut self.heads, &used);
        self.rows.iter_mut().for_each(|row| keep(row, &used));
        (!self.heads.is_empty() && !self.rows.is_empty()).then_some(self)
    }

    fn html(&self, html: &mut String) {
        html.push_str("<table style=\"margin:0.5em auto 1em\">\n<thead><tr>");
        for head in &self.heads {
            let _ = write!(html, "<th>{}</th>", Escaped(head));
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for row in &self.rows {
            html.push_str("<tr>");
            for Cell { text, href } in row {
                let _ = match href {
                    Some(href) => {
                        write!(html, "<td><a href=\"{}\">{}</a></td>", Address(href), Escaped(text))
                    }
                    None => write!(html, "<td>{}</td>", Escaped(text)),
                };
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody>\n</table>\n");
    }
}

fn keep<T>(items: &mut Vec<T>, used: &[bool]) {
    let mut used = used.iter();
    items.retain(|_| used.next().copied().unwrap_or(false));
}

pub(super) fn plain(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), href: None }
}

pub(super) fn linked(text: &str, href: Option<&String>) -> Cell {
    Cell { text: text.to_owned(), href: href.cloned() }
}

fn of_architecture(architecture: &Architecture, words: &Words) -> Vec<WordTable> {
    let change = |mark: Mark, was: &[String]| {
        let word = architecture.legend.as_ref().map(|legend| legend.word(mark)).unwrap_or_default();
        let parts = [word].into_iter().chain(was.iter().map(String::as_str));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let mut elements = WordTable::new(ELEMENTS, words);
    let places: HashMap<&str, &Element> =
        architecture.elements.iter().rev().map(|element| (element.id.as_str(), element)).collect();
    let find = |id: &str| places.get(id).copied();
    for element in &architecture.elements {
        let whole = element.part_of.as_deref().and_then(find).map(|whole| whole.name.as_str());
        elements.row([
            plain(change(element.mark, &element.was)),
            linked(&element.name, element.href.as_ref()),
            plain(element.sort()),
            plain(element.technology.as_str()),
            plain(element.description.as_str()),
            plain(whole.unwrap_or_default()),
        ]);
    }
    let mut relations = WordTable::new(RELATIONS, words);
    // Where a component runs several times, the same is true of each.
    let mut known: HashSet<Vec<String>> = HashSet::new();
    for relation in &architecture.relations {
        let (Some(from), Some(to)) = (find(&relation.from), find(&relation.to)) else { continue };
        let row = [
            plain(change(relation.mark, relation.was.as_slice())),
            plain(from.name.as_str()),
            plain(to.name.as_str()),
            plain(purpose(relation, words)),
            plain(protocol(relation)),
            plain(relation.contract.as_deref().unwrap_or_default()),
        ];
        if known.insert(row.iter().map(|cell| cell.text.clone()).collect()) {
            relations.row(row);
        }
    }
    vec![elements, relations]
}

/// A row for each requirement. It is the same as the table of the view `coverage`, without the links of its answers.
fn of_matrix(matrix: &Matrix) -> WordTable {
    let row = |row: &Row| {
        let said = if row.text.is_empty() { row.id.clone() } else { format!("{}: {}", row.id, row.text) };
        let answers = row.cells.iter().map(|cell| {
            let gap = cell.lacks.then_some(&matrix.gap);
            plain(gap.into_iter().chain(&cell.names).map(String::as_str).collect::<Vec<_>>().join(", "))
        });
        [linked(&said, row.href.as_ref())].into_iter().chain(answers).collect()
    };
    WordTable { heads: matrix.heads.clone(), rows: matrix.rows.iter().map(row).collect() }
}

/// The protocol of a relationship, and whether it is unencrypted.
fn protocol(relation: &Relation) -> String {
    let words = [relation.protocol.as_deref(), relation.unencrypted.as_deref()];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What a relationship is for, and of what sort it is.
pub(super) fn purpose(relation: &Relation, words: &Words) -> String {
    let mut marks = vec![relation.kind.as_str()];
    marks.extend(relation.asynchronous.then(|| words.label("asynchronous")));
    marks.extend(relation.both_ways.then(|| words.label("both-ways")));
    marks.retain(|mark| !mark.is_empty());
    match (marks.is_empty(), relation.label.is_empty()) {
        (true, _) => relation.label.clone(),
        (false, true) => marks.join(", "),
        (false, false) => format!("{} ({})", relation.label, marks.join(", ")),
    }
}

fn of_flow(flow: &Flow, words: &Words) -> WordTable {
    let mut table = WordTable::new(STEPS, words);
    let places: HashMap<&str, &Participant> =
        flow.participants.iter().rev().map(|one| (one.id.as_str(), one)).collect();
    let find = |id: &str| places.get(id).copied();
    let mut number = 0;
    for part in flow.parts() {
        let at = match part {
            Part::Event(at) => at,
            Part::Branch(frame, number) => {
                let Some(branch) = frame.branches.get(number) else { continue };
                let parts =
                    [branch.word.as_str(), branch.when.as_str()].into_iter().filter(|part| !part.is_empty());
                table.row(framed(parts.collect::<Vec<_>>().join(": ")));
                continue;
            }
            Part::End(_) => {
                table.row(framed(words.label("frame-end").to_owned()));
                continue;
            }
        };
        let Some(event) = flow.events.get(at) else { continue };
        let (Some(from), Some(to)) = (find(&event.from), find(&event.to)) else { continue };
        let (step, text) = if event.kind.is_remark() {
            (String::new(), format!("{}: {}", flow.word(event.kind), event.text))
        } else {
            number += 1;
            let follows = flow.events.get(at + 1).is_some_and(|next| next.kind == EventKind::Failure);
            let text = if event.fails && !follows {
                format!("{}: {}", flow.fails, event.text)
            } else {
                event.text.clone()
            };
            (number.to_string(), text)
        };
        table.row([
            plain(step),
            linked(&from.name, from.href.as_ref()),
            linked(&to.name, to.href.as_ref()),
            plain(text),
            plain(event.contract.as_deref().unwrap_or_default()),
        ]);
    }
    table
}

/// A row about a frame: it has no number and no ends.
fn framed(text: String) -> [Cell; 5] {
    [plain(""), plain(""), plain(""), plain(text), plain("")]
}

fn of_tables(drawn: &Tables, words: &Words) -> Vec<WordTable> {
    let mut tables = WordTable::new(TABLES, words);
    for table in &drawn.tables {
        let columns: Vec<String> =
            table.columns.iter().map(|column| format!("{} {}", column.name, column.data_type)).collect();
        tables.row([linked(&table.name, table.href.as_ref()), plain(columns.join("; "))]);
    }
    let mut references = WordTable::new(REFERENCES, words);
    let names: HashMap<&str, &str> =
        drawn.tables.iter().rev().map(|table| (table.id.as_str(), table.name.as_str())).collect();
    let name = |id: &str| names.get(id).copied();
    for reference in &drawn.references {
        let Some(from) = name(&reference.from) else { continue };
        // A table of another system is not in the picture.
        let to = name(&reference.to).unwrap_or(&reference.to);
        references.row([plain(from), plain(reference.label()), plain(to)]);
    }
    vec![tables, references]
}
