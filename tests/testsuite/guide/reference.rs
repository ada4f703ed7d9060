//! The pages of the reference are complete: each is compared with its subject.

use mdbook_system_design::authoring::schema;
use mdbook_system_design::source::Sources;
use mdbook_system_design::template::Templates;
use serde_json::Value;

use crate::harness::read;

/// Holds that a page names each word as code.
#[track_caller]
fn assert_names(page: &str, words: impl IntoIterator<Item = String>) {
    let text = read(page);
    let mut count = 0;
    let mut lost = Vec::new();
    for word in words {
        count += 1;
        // As a key, an argument, or a table.
        let ways = [format!("`{word}`"), format!("`{word}="), format!("[{word}"), format!(".{word}]")];
        if !ways.iter().any(|way| text.contains(way)) {
            lost.push(word);
        }
    }
    assert_eq!(lost, [""; 0], "{page}");
    assert!(count > 5, "{page}: {count}");
}

/// The keys of the `record!`s of a file.
fn declared(path: &str) -> Vec<String> {
    let key = |line: &str| Some(line.trim().strip_prefix('"')?.split_once("\" ")?.0.to_owned());
    read(path).lines().filter_map(key).collect()
}

#[test]
fn the_configuration_page_names_every_key() {
    assert_names("book-example/src/reference/configuration.md", declared("src/book/config/table.rs"));
}

#[test]
fn the_template_page_names_every_key() {
    assert_names("book-example/src/reference/templates.md", declared("src/template/file.rs"));
}

#[test]
fn the_directive_page_names_every_argument() {
    let source = read("src/book/directive/arguments.rs");
    let names = source.split_once("const NAMES").and_then(|(_, rest)| rest.split_once(';')).unwrap().1;
    let names: Vec<_> = names.split('"').skip(1).step_by(2).take(6).map(str::to_owned).collect();
    assert_names("book-example/src/reference/directives.md", names);
}

#[test]
fn the_design_file_page_names_every_key() {
    let templates = Templates::embedded(&mut Sources::new());
    let template = templates.find("system-design@1").ok().flatten().unwrap();
    let schema: Value = serde_json::from_str(&schema::text(template, &templates)).unwrap();
    let mut keys = Vec::new();
    collect(&schema, &mut keys);
    keys.sort();
    keys.dedup();
    // What `[notes]` takes: the sections of each template.
    let sections: Vec<_> = templates
        .iter()
        .flat_map(|template| &template.sections)
        .map(|section| section.key.as_str())
        .collect();
    keys.retain(|key| !sections.contains(&key.as_str()));
    assert!(keys.len() > 100, "{keys:?}");
    assert_names("book-example/src/reference/design-file.md", keys);
}

/// The names of all properties.
fn collect(schema: &Value, keys: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                keys.extend(properties.keys().cloned());
            }
            object.values().for_each(|value| collect(value, keys));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        _ => {}
    }
}

#[cfg(feature = "cli")]
#[test]
fn the_page_of_commands_names_every_command_and_option() {
    let help = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"))
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let page = read("book-example/src/reference/commands.md");
    let commands = listed(&help(&["-h"]));
    assert!(commands.len() > 10, "{commands:?}");
    for command in commands {
        let heading = format!("\n## {command}\n");
        let section = page.split_once(&heading).unwrap_or_else(|| panic!("{command} has no section")).1;
        let section = section.split("\n## ").next().unwrap_or_default();
        let inner = listed(&help(&[&command, "-h"]));
        let inner = inner.iter().map(|inner| help(&[&command, inner, "-h"]));
        for text in inner.chain([help(&[&command, "-h"])]) {
            for option in options(&text) {
                assert!(section.contains(&format!("`{option}")), "{command} {option} is not described");
            }
        }
    }
}

/// The commands that a help lists.
fn listed(help: &str) -> Vec<String> {
    let list = help.split_once("Commands:\n").map_or("", |(_, rest)| rest);
    let lines = list.lines().take_while(|line| !line.is_empty());
    // A description goes on in lines that begin further right.
    let named = lines.filter(|line| !line.starts_with("   "));
    let names = named.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The long options that a help lists.
fn options(help: &str) -> Vec<String> {
    let list = help.split_once("Options:\n").map_or("", |(_, rest)| rest);
    let words =
        list.lines().filter(|line| line.trim_start().starts_with('-')).flat_map(str::split_whitespace);
    let long = words.filter(|word| word.starts_with("--") && *word != "--help");
    long.map(|word| word.trim_end_matches(',').to_owned()).collect()
}

/// The page on hostile input names a test for each row, and each of them exists.
#[test]
fn hostile_input_names_tests_that_are_there() {
    let page = read("book-example/src/reference/hostile-input.md");
    let mut code = String::new();
    for folder in ["src", "tests", "compat"] {
        crate::harness::gather(&crate::harness::repository(folder), "rs", &mut code);
    }
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| input"));
    let mut named = 0;
    for row in rows {
        let tests = row.trim_end_matches([' ', '|']).rsplit_once(" | ").map_or("", |(_, tests)| tests);
        for test in tests.split('`').skip(1).step_by(2).filter(|test| *test != "design") {
            assert!(code.contains(&format!("fn {test}(")), "there is no test `{test}`");
            named += 1;
        }
        assert!(tests.contains('`') || tests == "the same", "a row without a test: {row}");
    }
    assert!(named > 20, "{named}");
}
