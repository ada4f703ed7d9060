//! How many rows of one table refer to a row of another, as the picture of tables says it.

use mdbook_system_design::render::{Diagrams, Options};

use super::{complete, small};

/// The line between `orders` and `parts`, whose key is `keys` with `indexes`, in Mermaid.
#[track_caller]
fn check(columns: &str, more: &str, expected: &str) {
    let design = format!(
        "[tables.orders]\ncolumns = [{{ name = \"shop\", type = \"int\", key = \"primary\" }}, {{ name = \"id\", type = \"int\", key = \"primary\" }}]\n\
         [tables.parts]\ncolumns = [{{ name = \"number\", type = \"int\" }}, {columns}]\n{more}"
    );
    let options = Options { diagrams: Diagrams::Mermaid, ..Options::default() };
    let printed = small(&design).document(&options, &complete());
    let line = printed.lines().find(|line| line.contains(" t1 : ")).unwrap_or_else(|| panic!("{printed}"));
    assert_eq!(line.trim().split(" : ").next(), Some(expected), "{columns} {more}");
}

/// A key of one column, and one of two.
const ONE: &str = "{ name = \"order\", type = \"int\", references = \"orders.id\" }";
const TWO: &str = "{ name = \"shop\", type = \"int\" }, { name = \"order\", type = \"int\" }";
const KEY: &str = "foreign-keys = [{ columns = [\"shop\", \"order\"], references = \"orders(shop, id)\" }]\n";

#[test]
fn a_key_without_anything_unique_is_of_many() {
    check(ONE, "", "t0 ||..o{ t1");
    check(TWO, KEY, "t0 ||..o{ t1");
}

#[test]
fn a_unique_index_within_a_key_makes_it_of_one() {
    check(ONE, "indexes = [{ columns = [\"order\"], unique = true }]\n", "t0 ||..o| t1");
    check(
        TWO,
        &format!("{KEY}indexes = [{{ columns = [\"order\", \"shop\"], unique = true }}]\n"),
        "t0 ||..o| t1",
    );
    check(TWO, &format!("{KEY}indexes = [{{ columns = [\"Order\"], unique = true }}]\n"), "t0 ||..o| t1");
}

#[test]
fn an_index_on_more_than_the_key_or_one_that_is_not_unique_says_nothing() {
    check(ONE, "indexes = [{ columns = [\"order\", \"number\"], unique = true }]\n", "t0 ||..o{ t1");
    check(ONE, "indexes = [{ columns = [\"order\"] }]\n", "t0 ||..o{ t1");
    check(
        TWO,
        &format!("{KEY}indexes = [{{ columns = [\"shop\", \"order\", \"number\"], unique = true }}]\n"),
        "t0 ||..o{ t1",
    );
}
