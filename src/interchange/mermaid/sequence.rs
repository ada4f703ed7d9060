//! Sequence diagrams: participants and messages.

use std::collections::HashSet;

use super::{lines, plain};

/// A sequence diagram.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sequence {
    pub(crate) title: String,
    /// Id, name, and whether it is a person.
    pub(crate) participants: Vec<Participant>,
    pub(crate) messages: Vec<Message>,
    /// How many frames, notes and other things it has beside messages, by what they are.
    pub(crate) more: Vec<&'static str>,
    /// The lines of the script that were not understood, from 1.
    pub(crate) unread: Vec<usize>,
}

/// Who takes part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Participant {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) is_person: bool,
    pub(crate) line: usize,
}

/// A message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) text: String,
    pub(crate) is_reply: bool,
}

/// The arrows, the longest first.
const ARROWS: [(&str, bool); 10] = [
    ("<<-->>", true),
    ("<<->>", false),
    ("-->>", true),
    ("--x", true),
    ("--)", true),
    ("->>", false),
    ("-->", true),
    ("-x", false),
    ("-)", false),
    ("->", false),
];

/// Reads a sequence diagram; `None` for any other.
pub(crate) fn sequence(script: &str) -> Option<Sequence> {
    let mut lines = lines(script);
    if lines.next()?.1 != "sequenceDiagram" {
        return None;
    }
    let mut read = Sequence::default();
    let mut known = HashSet::new();
    for (number, line) in lines {
        let line = line.strip_prefix("create ").map_or(line, str::trim_start);
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match word {
            "participant" | "actor" => {
                let (id, name) = rest.split_once(" as ").unwrap_or((rest, rest));
                let participant = Participant {
                    id: id.trim().to_owned(),
                    name: plain(name),
                    is_person: word == "actor",
                    line: number,
                };
                know(&mut read, &mut known, participant);
            }
            "title" | "title:" => read.title = plain(rest),
            "autonumber" | "activate" | "deactivate" | "accTitle:" | "accDescr:" | "else" | "and"
            | "option" | "end" => {}
            "loop" | "alt" | "opt" | "par" | "critical" | "break" | "rect" | "box" => {
                read.more.push("frames");
            }
            "note" | "Note" => read.more.push("notes"),
            "destroy" => read.more.push("lifelines"),
            "link" | "links" | "properties" | "details" => read.more.push("links"),
            _ => match message(line) {
                Some(message) => {
                    for id in [&message.from, &message.to] {
                        let (id, name) = (id.clone(), id.clone());
                        let participant = Participant { id, name, is_person: false, line: number };
                        know(&mut read, &mut known, participant);
                    }
                    read.messages.push(message);
                }
                None => read.unread.push(number),
            },
        }
    }
    Some(read)
}

fn know(read: &mut Sequence, known: &mut HashSet<String>, participant: Participant) {
    if known.insert(participant.id.clone()) {
        read.participants.push(participant);
    }
}

fn message(line: &str) -> Option<Message> {
    let (arrows, text) = line.split_once(':').unwrap_or((line, ""));
    let (at, mark, is_reply) = ARROWS
        .iter()
        .filter_map(|(mark, reply)| arrows.find(mark).map(|at| (at, *mark, *reply)))
        .min_by_key(|(at, mark, _)| (*at, usize::MAX - mark.len()))?;
    let from = arrows.get(..at)?.trim();
    let to = arrows.get(at + mark.len()..)?.trim().trim_start_matches(['+', '-']).trim();
    if from.is_empty() || to.is_empty() {
        return None;
    }
    Some(Message { from: from.to_owned(), to: to.to_owned(), text: plain(text), is_reply })
}
