//! Where a design names files that hold its texts: `{ file = "texts/why.md" }`.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// The name of each file that a text of a design is taken from, with the place of its literal, in the order
/// of the text.
pub fn cited_files(text: &str) -> Vec<(Range<usize>, String)> {
    let (tree, _) = DeTable::parse_recoverable(text);
    let mut found = Vec::new();
    for (key, value) in tree.get_ref() {
        // What is there is the author's, and means nothing.
        if key.get_ref() != "x" {
            collect(value.get_ref(), &mut found);
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

fn collect(value: &DeValue<'_>, found: &mut Vec<(Range<usize>, String)>) {
    match value {
        DeValue::Array(items) => items.iter().for_each(|item| collect(item.get_ref(), found)),
        DeValue::Table(table) => {
            let is_citation = table.keys().all(|key| ["file", "lines", "anchor"].contains(&&**key.get_ref()));
            match table.get("file").map(|file| (file.span(), file.get_ref())) {
                Some((range, DeValue::String(name))) if is_citation => found.push((range, name.to_string())),
                _ => table.values().for_each(|value| collect(value.get_ref(), found)),
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::cited_files;

    #[test]
    fn citations_are_found_in_every_form() {
        let text = "x.a = { file = \"0\" }\n[design]\nsummary = { file = \"1\", lines = \"1-2\" }\n\
                    [api.a]\nrequest.file = '2'\n[data.retention]\nfile = \"3\"\n[files]\nfile = \"no\"\nother = 1\n\
                    [notes]\na = [{ file = \"4\" }, \"file\"]\n";
        let found = cited_files(text);
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["1", "2", "3", "4"]);
        assert_eq!(text.get(found[1].0.clone()), Some("'2'"));
    }
}
