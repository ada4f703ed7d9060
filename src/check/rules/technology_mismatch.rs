//! SD205: the list of technologies and the rest of the design do not agree.

use std::collections::{HashMap, HashSet};

use crate::check::Subject;
use crate::design::{Code, Design, Entity, FactValue, Leaf, Technology, Trail, Walk};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::markdown::prose::words;
use crate::reading::{Names, Plain, quote_key};

rule! {
    /// A technology is declared but never mentioned, or used by a component or a node but not declared.
    pub(crate) RULE = "SD205", "technology-mismatch", Group::Advice, since "0.1.0", fix safe;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    // Another rule reports a missing list.
    if design.technologies.is_empty() {
        return;
    }
    let mut used: HashSet<&str> = HashSet::new();
    let mut names = None;
    for (user, technologies) in users(design) {
        for technology in technologies.iter().filter(|technology| !technology.is_empty()) {
            // Reported once, at its first use.
            if used.insert(technology) && !design.technologies.contains(technology) {
                let names = names.get_or_insert_with(|| Names::new(design.technologies.ids()));
                let near = names.nearest(technology).and_then(|near| design.technologies.get(near));
                used.extend(near.map(|near| near.id.value.as_str()));
                sink.push(undeclared(design, user, technology, near));
            }
        }
    }
    let unused: Vec<&Entity<Technology>> = design
        .technologies
        .iter()
        .filter(|technology| !used.contains(technology.id.value.as_str()))
        .collect();
    for technology in unmentioned(design, &unused) {
        let name = &technology.id.value;
        let finding = Finding::new(
            &RULE,
            technology.id.span,
            format!("{name} is declared, but never mentioned in the design"),
        )
        .label("not mentioned anywhere else")
        .help(format!(
            "add `\"{name}\"` to the `technology` of the component that uses it, or delete the line"
        ));
        sink.push(finding);
    }
}

/// What is built with technologies: components and nodes.
fn users(design: &Design) -> impl Iterator<Item = (&str, &[Plain])> {
    let components = design.components.iter().map(|it| (it.id.value.as_str(), it.technology.as_slice()));
    components.chain(design.nodes.iter().map(|it| (it.id.value.as_str(), it.technology.as_slice())))
}

/// Each finding can rename every use of the name. With more uses than this, no fix is offered.
const MOST_EDITS: usize = 100;

fn undeclared(design: &Design, user: &str, technology: &Plain, near: Option<&Entity<Technology>>) -> Finding {
    let name = &technology.value;
    let message = format!("`{user}` is built with {name}, which `[technologies]` does not declare");
    let finding = Finding::new(&RULE, technology.span, message).label("not declared");
    let Some(near) = near else {
        let key = quote_key(name);
        return finding.help(format!("add `{key} = \"what it is used for\"` to `[technologies]`"));
    };
    let declared = &near.id.value;
    let finding = finding
        .related(near.id.span, "a similar name is declared here")
        .help(format!("did you mean `\"{declared}\"`?"));
    // A name that contains quotes or backslashes is left to the author.
    if declared.contains(['"', '\\']) {
        finding
    } else {
        let sure = name.eq_ignore_ascii_case(declared);
        let alike = users(design).flat_map(|(_, technologies)| technologies);
        let alike: Vec<&Plain> =
            alike.filter(|other| other.value == technology.value).take(MOST_EDITS + 1).collect();
        if alike.len() > MOST_EDITS {
            return finding;
        }
        let fix =
            |finding: Finding, other: &&Plain| finding.fix_if(sure, other.span, format!("\"{declared}\""));
        alike.iter().fold(finding, fix)
    }
}

/// Those of the given technologies that no other part of the design mentions. This takes one pass over
/// the words of the design, however many technologies there are.
fn unmentioned<'a>(design: &Design, technologies: &[&'a Entity<Technology>]) -> Vec<&'a Entity<Technology>> {
    if technologies.is_empty() {
        return Vec::new();
    }
    let mut wanted: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, technology) in technologies.iter().enumerate() {
        for name in nicknames(&technology.id.value) {
            wanted.entry(name).or_default().push(index);
        }
    }
    let mut named = vec![false; technologies.len()];
    let mut search = |text: &str, owner: Option<&str>| {
        for (_, word) in words(text) {
            for &index in wanted.get(&word.to_lowercase()).into_iter().flatten() {
                named[index] |=
                    technologies.get(index).is_some_and(|one| Some(one.id.value.as_str()) != owner);
            }
        }
    };
    for technology in design.technologies.iter() {
        search(&technology.purpose.value, Some(&technology.id.value));
    }
    visit_other_texts(design, &mut |text| search(text, None));
    technologies.iter().zip(named).filter(|(_, named)| !named).map(|(technology, _)| *technology).collect()
}

/// Visits the rest of the design: texts, code, names, and the ids and keys that authors choose.
fn visit_other_texts(design: &Design, visit: &mut dyn FnMut(&str)) {
    design.walk_at(&Trail::TOP, &mut |leaf, at| match leaf {
        _ if ["technologies", "footprint"].contains(&at.root()) => {}
        Leaf::Text(text) | Leaf::Code(Code(text)) => visit(&text.value),
        Leaf::Plain(plain) => visit(plain),
        Leaf::Reference(_, id) => visit(id),
        // Names are visited below, with the ids.
        Leaf::Name(_) => {}
    });
    design.components.ids().chain(design.integrations.ids()).for_each(&mut *visit);
    for component in &design.components {
        component.files.ids().for_each(&mut *visit);
        component.directory.iter().for_each(|directory| visit(directory));
    }
    for (_, fact) in design.facts.iter() {
        if let FactValue::Entries(entries) = &fact.value {
            entries.ids().for_each(&mut *visit);
        }
        visit(&fact.key.value);
    }
}

/// The words that people may use for a technology: each word of its name, the beginnings of those words
/// (`Postgres`, `Postgre`), and common abbreviations.
fn nicknames(name: &str) -> HashSet<String> {
    const SHORTEST: usize = 4;
    /// Nobody abbreviates a word to more characters than this.
    const LONGEST: usize = 32;
    let mut names = HashSet::new();
    for (_, word) in words(name) {
        let word = word.to_lowercase();
        let ends = word.char_indices().map(|(at, _)| at).take(LONGEST).skip(SHORTEST);
        names.extend(ends.map(|at| word[..at].to_owned()));
        names.extend(SHORT.iter().filter(|(long, _)| *long == word).map(|(_, short)| (*short).to_owned()));
        names.insert(word);
    }
    names
}

const SHORT: [(&str, &str); 6] = [
    ("kubernetes", "k8s"),
    ("opentelemetry", "otel"),
    ("javascript", "js"),
    ("typescript", "ts"),
    ("terraform", "tf"),
    ("rust", "rs"),
];
