//! The lines of `diff --format json` are what `schema --of diff` says they are.

use serde_json::Value;

use super::case::Case;
use super::{cases, run};
use crate::schema::validator;

#[test]
fn every_line_is_what_the_schema_says() {
    let schema: Value = serde_json::from_str(&run::output(&["schema", "--of", "diff"])).expect("a schema");
    let validator = validator(&schema);
    let mut lines = 0;
    for path in cases() {
        let case = Case::read(&path);
        let is_json = case.args.windows(2).any(|two| two == ["--format", "json"]);
        let Some(expected) = case.expected.filter(|_| is_json && case.args[0] == "diff") else { continue };
        for line in expected.stdout.lines() {
            let value: Value = serde_json::from_str(line).expect("JSON");
            let wrong: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(wrong.is_empty(), "{}: {wrong:?}\n{line}", path.display());
            lines += 1;
        }
    }
    assert!(lines > 1);
    assert!(!validator.is_valid(&serde_json::json!({ "summary": true })));
}
