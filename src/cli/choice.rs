//! Which template a new design follows: the one that is asked for, the one that the user chooses in a terminal, or
//! the default.

use std::io::{self, BufRead as _, IsTerminal as _};

use super::output;
use crate::template::{Template, Templates};

/// The template of a design whose author asks for none.
pub(super) const DEFAULT: &str = "architecture@1";

/// The request that is given, or what the user answers if there is a terminal to ask.
pub(super) fn request(given: Option<&str>, templates: &Templates) -> String {
    match given {
        Some(request) => request.to_owned(),
        None if io::stdin().is_terminal() && io::stderr().is_terminal() => ask(templates),
        None => DEFAULT.to_owned(),
    }
}

/// Lists the templates with a line each and reads a number or a name. Nothing is the default.
fn ask(templates: &Templates) -> String {
    let offered = offered(templates);
    let mut question = String::from("Templates:\n");
    for (number, template) in offered.iter().enumerate() {
        let description = template.description.as_deref().unwrap_or("a template of this book");
        question.push_str(&format!("  {} {:<20} {description}\n", number + 1, named(template)));
    }
    question.push_str(&format!("Which one? [{DEFAULT}] "));
    output::ask(question);
    let mut answer = String::new();
    _ = io::stdin().lock().read_line(&mut answer);
    chosen(answer.trim(), &offered)
}

/// The request that an answer means: a number of the list, a name, or a request.
fn chosen(answer: &str, offered: &[&Template]) -> String {
    let numbered = answer.parse::<usize>().ok().and_then(|number| offered.get(number.checked_sub(1)?));
    let by_name = || offered.iter().find(|template| template.name == answer);
    match numbered.or_else(by_name) {
        Some(template) => named(template),
        None if answer.is_empty() => DEFAULT.to_owned(),
        None => answer.to_owned(),
    }
}

/// Every template, in the order in which an author is offered them: the embedded ones as `EMBEDDED` has them, the
/// default first, and then those of the book.
pub(super) fn all(templates: &Templates) -> Vec<&Template> {
    let mut all: Vec<&Template> = templates.iter().collect();
    all.sort_by_key(|template| template.file);
    all
}

/// The newest version of each template.
fn offered(templates: &Templates) -> Vec<&Template> {
    let is_newest = |template: &&Template| {
        !templates.iter().any(|other| other.name == template.name && other.version > template.version)
    };
    all(templates).into_iter().filter(is_newest).collect()
}

fn named(template: &Template) -> String {
    format!("{}@{}", template.name, template.version.major)
}

#[cfg(test)]
mod tests {
    use super::{chosen, offered};
    use crate::source::Sources;
    use crate::template::Templates;

    #[test]
    fn an_answer_is_a_number_a_name_or_a_request() {
        let templates = Templates::embedded(&mut Sources::new());
        let offered = offered(&templates);
        for (answer, request) in [
            ("", "architecture@1"),
            ("1", "architecture@1"),
            ("2", "device@1"),
            ("device", "device@1"),
            ("system-design", "system-design@1"),
            ("system-design@1.0.0", "system-design@1.0.0"),
            ("0", "0"),
            ("99", "99"),
        ] {
            assert_eq!(chosen(answer, &offered), request);
        }
    }
}
