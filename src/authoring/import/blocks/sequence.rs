//! Reads the steps of a sequence diagram between elements of the design, and the frames around them.

use super::super::draft::Draft;
use crate::authoring::literal;

/// How deep frames may be nested.
const DEEPEST: usize = 3;

/// The steps and frames, as TOML; `None` if the diagram shows anything else.
pub(super) fn steps(mermaid: &str, draft: &Draft<'_>) -> Option<Vec<String>> {
    let mut participants: Vec<(&str, String)> = Vec::new();
    let mut reading = Reading { items: Vec::new(), frames: Vec::new() };
    for line in mermaid.lines().map(str::trim).filter(|line| !line.is_empty()).skip(1) {
        let declared = line.strip_prefix("participant ").or_else(|| line.strip_prefix("actor "));
        if let Some(declared) = declared {
            let (alias, name) = declared.split_once(" as ").unwrap_or((declared, declared));
            participants.push((alias.trim(), draft.element_named(&unescaped(name))?));
            continue;
        }
        let (word, said) = line.split_once(' ').unwrap_or((line, ""));
        if reading.framed(word, unescaped(said.trim()))? {
            continue;
        }
        let (call, text) = line.split_once(':')?;
        let text = unescaped(text.trim());
        if call.starts_with("Note ") {
            reading.note(text)?;
            continue;
        }
        let (from, to, answers, fails) = ARROWS.iter().find_map(|(arrow, answers, fails)| {
            call.split_once(arrow).map(|(from, to)| (from, to, *answers, *fails))
        })?;
        let id = |alias: &str| {
            let found = participants.iter().find(|(known, _)| *known == alias.trim());
            found.map(|(_, id)| id.clone())
        };
        let (text, contract) = used(text, draft.template.labels.label("contract-used"));
        reading.message(id(from)?, id(to)?, text, answers, fails);
        if let (Some(Item::Step(step)), Some(contract)) = (reading.items.last_mut(), contract) {
            step.contract = Some(contract);
        }
    }
    let is_whole = reading.frames.is_empty() && !reading.items.is_empty();
    is_whole.then(|| reading.items.iter().map(Item::literal).collect())
}

/// A message without the contract that it ends with, `Create a link (contract create-link)`, and that
/// contract.
fn used(text: String, word: &str) -> (String, Option<String>) {
    let found = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).and_then(|(message, used)| {
        let id = used.strip_prefix(word)?.strip_prefix(' ')?;
        let is_id = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        is_id.then(|| (message.trim_end().to_owned(), id.to_owned()))
    });
    match found {
        Some((message, id)) => (message, Some(id)),
        None => (text, None),
    }
}

/// The arrows of messages: whether each is an answer, and whether it ends in a cross. Longer ones first.
const ARROWS: [(&str, bool, bool); 5] = [
    ("-->>", true, false),
    ("--x", true, true),
    ("->>", false, false),
    ("-)", false, false),
    ("-x", false, true),
];

/// What has been read so far.
struct Reading {
    /// Of the innermost frame that is open.
    items: Vec<Item>,
    /// The frames that are open, with what was read before each.
    frames: Vec<(OpenFrame, Vec<Item>)>,
}

struct OpenFrame {
    key: &'static str,
    /// The branches that are read, and when the open one is taken.
    branches: Vec<String>,
    when: String,
}

enum Item {
    Step(FlowStep),
    /// As TOML.
    Frame(String),
}

impl Reading {
    /// Reads a line about a frame. `None` if it fits nowhere.
    fn framed(&mut self, word: &str, said: String) -> Option<bool> {
        let key = match word {
            "alt" => "alternatives",
            "opt" => "optional",
            "loop" => "loop",
            "par" => "parallel",
            "else" | "and" => {
                let frame = self.frames.last_mut().map(|(frame, _)| frame)?;
                let fits = frame.key == if word == "else" { "alternatives" } else { "parallel" };
                frame.branch(&std::mem::take(&mut self.items));
                frame.when = said;
                return fits.then_some(true);
            }
            "end" => {
                let (mut frame, before) = self.frames.pop()?;
                let inside = std::mem::replace(&mut self.items, before);
                self.items.push(Item::Frame(frame.literal(&inside)?));
                return Some(true);
            }
            _ => return Some(false),
        };
        let frame = OpenFrame { key, branches: Vec::new(), when: said };
        self.frames.push((frame, std::mem::take(&mut self.items)));
        (self.frames.len() <= DEEPEST).then_some(true)
    }

    fn note(&mut self, text: String) -> Option<()> {
        let Some(Item::Step(last)) = self.items.last_mut() else { return None };
        let place = if last.is_failing && last.fails.is_none() { &mut last.fails } else { &mut last.note };
        place.is_none().then(|| *place = Some(text))
    }

    fn message(&mut self, from: String, to: String, text: String, answers: bool, fails: bool) {
        let answered = |step: &FlowStep| {
            step.send.is_some() && step.reply.is_none() && step.note.is_none() && !step.is_failing
        };
        match self.items.last_mut() {
            Some(Item::Step(step)) if answers && answered(step) && step.from == to && step.to == from => {
                step.reply = Some(text);
                step.is_failing = fails;
            }
            _ => {
                let text = Some(text).filter(|text| !text.is_empty());
                let (send, reply) = if answers { (None, text) } else { (text, None) };
                let step = FlowStep { from, to, send, reply, is_failing: fails, ..FlowStep::default() };
                self.items.push(Item::Step(step));
            }
        }
    }
}

impl OpenFrame {
    fn branch(&mut self, items: &[Item]) {
        let when = std::mem::take(&mut self.when);
        let when = if when.is_empty() || self.key == "parallel" {
            String::new()
        } else {
            format!("when = {}, ", literal::string(&when))
        };
        self.branches.push(format!("{{ {when}steps = {} }}", list(items)));
    }

    fn literal(&mut self, items: &[Item]) -> Option<String> {
        if matches!(self.key, "optional" | "loop") {
            let said = Some(&self.when).filter(|when| !when.is_empty())?;
            return Some(format!("{{ {} = {}, steps = {} }}", self.key, literal::string(said), list(items)));
        }
        self.branch(items);
        Some(format!("{{ {} = [{}] }}", self.key, self.branches.join(", ")))
    }
}

fn list(items: &[Item]) -> String {
    format!("[{}]", items.iter().map(Item::literal).collect::<Vec<_>>().join(", "))
}

impl Item {
    fn literal(&self) -> String {
        match self {
            Item::Step(step) => step.literal(),
            Item::Frame(literal) => literal.clone(),
        }
    }
}

#[derive(Default)]
struct FlowStep {
    from: String,
    to: String,
    send: Option<String>,
    reply: Option<String>,
    fails: Option<String>,
    note: Option<String>,
    contract: Option<String>,
    /// Whether its last message ends in a cross.
    is_failing: bool,
}

impl FlowStep {
    fn literal(&self) -> String {
        // A message that fails, and nothing else, is what happens.
        let is_bare = self.is_failing && self.fails.is_none() && self.reply.is_none();
        let (send, fails) =
            if is_bare { (None, self.send.as_ref()) } else { (self.send.as_ref(), self.fails.as_ref()) };
        let all = [
            ("from", Some(&self.from)),
            ("to", Some(&self.to)),
            ("send", send),
            ("reply", self.reply.as_ref()),
            ("fails", fails),
            ("note", self.note.as_ref()),
            ("contract", self.contract.as_ref()),
        ];
        let written =
            all.into_iter().filter_map(|(key, text)| Some(format!("{key} = {}", literal::string(text?))));
        format!("{{ {} }}", written.collect::<Vec<_>>().join(", "))
    }
}

/// Undoes the escapes in Mermaid text: characters of the syntax written as numbers (`#59;`), line
/// breaks in long lines, and word joiners that keep words from being read as syntax.
fn unescaped(text: &str) -> String {
    let text = text.replace("<br/>", " ").replace(['\u{2060}', '\u{200b}'], "");
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('#') {
        plain.push_str(before);
        let code = after.split_once(';').and_then(|(number, rest)| {
            let sign = number.parse().ok().and_then(char::from_u32)?;
            Some((sign, rest))
        });
        let (sign, after) = code.unwrap_or(('#', after));
        plain.push(sign);
        rest = after;
    }
    plain.push_str(rest);
    plain
}
