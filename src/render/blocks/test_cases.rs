//! Tests as a table, with everything they verify.

use super::{bracketed, sample};
use crate::design::Text;
use crate::markdown::Builder;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::template::Words;

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let tests = &scope.design.tests;
    let has_tools = tests.iter().any(|test| test.tool.as_ref().is_some_and(Text::is_given));
    let columns = if has_tools { 5 } else { 4 };
    out.table(
        columns,
        |out| {
            let keys = ["id", "title", "level", "verifies", "tool"];
            keys.iter().take(columns).for_each(|key| out.cell(|out| out.text(words.label(key))));
        },
        |out| {
            for test in tests {
                let id = test.id.value.as_str();
                out.row(|out| {
                    out.cell(|out| {
                        scope.anchor(Target::Test, id, out);
                        out.code(id);
                    });
                    out.cell(|out| out.text(test.title.value.as_str()));
                    out.cell(|out| out.text(words.label(test.level.value.word())));
                    out.cell(|out| scope.cite_verified(&test.verifies, out));
                    if has_tools {
                        out.cell(|out| {
                            if let Some(tool) = &test.tool {
                                scope.line(tool, &format!("{id}-tool"), out);
                            }
                        });
                    }
                });
            }
        },
    );
}

pub(super) fn hint(words: &Words) -> String {
    sample(words, "title").to_owned()
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    let keys = ["title", "level", "verifies"];
    out.table(
        keys.len(),
        |out| keys.iter().for_each(|key| out.cell(|out| out.text(words.label(key)))),
        |out| out.row(|out| keys.iter().for_each(|key| out.cell(|out| out.text(bracketed(words, key))))),
    );
}
