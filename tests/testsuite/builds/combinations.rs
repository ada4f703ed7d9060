//! Everything that a book can show of a design, in every combination: each link has a target, and each id is
//! there once.

use std::fmt::Write as _;
use std::fs;

use mdbook_driver::MDBook;
use mdbook_system_design::book::SystemDesign;

use super::site::{broken_links, double_ids};

/// A design with a part of every kind that can be linked to.
const DESIGN: &str = r#"template = "system-design@1"
[design]
title = "Shop"
version = "0.1.0"
status = "draft"
[requirements.R1]
category = "Sales"
text = "Sells, see [ADR-1]."
[people.buyer]
name = "Buyer"
uses = { api = "Buys" }
[integrations.bank]
name = "Bank"
[components.api]
name = "API"
kind = "service"
satisfies = ["R1"]
uses = { db = "Stores", bank = "Pays" }
[components.db]
name = "Store"
kind = "database"
[flows.buy]
title = "Buy"
covers = ["R1"]
steps = [{ from = "buyer", to = "api", send = "Buy" }]
[api.buy]
endpoint = "POST /buy"
component = "api"
satisfies = ["R1"]
[models.Order]
language = "rust"
table = "orders"
code = "struct Order;"
[tables.orders]
component = "db"
columns = [{ name = "id", type = "int", key = "primary" }, { name = "of", type = "int", references = "orders.id" }]
[decisions.ADR-1]
title = "Sell"
addresses = ["R1"]
[tests.T1]
title = "Buys"
level = "unit"
verifies = ["R1"]
"#;

/// What one directive shows; the last is the index.
const SHOWN: [&str; 8] = [
    "",
    " title=false",
    " section=decisions",
    " section=low-level title=false",
    " template=design-brief@1",
    " view=component:api",
    " view=coverage",
    "-index",
];

fn directive(shown: &str, design: usize) -> String {
    match shown {
        "-index" => "<<#system-design-index>>\n".to_owned(),
        shown => format!("<<#system-design /designs/d{design}.toml{shown}>>\n"),
    }
}

#[test]
fn every_combination_on_one_and_on_two_pages_has_its_targets() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let write = |path: &str, text: &str| fs::write(root.join(path), text).expect("a file");
    fs::create_dir(root.join("designs")).expect("a folder");
    fs::create_dir(root.join("src")).expect("a folder");
    write(
        "book.toml",
        "[book]\ntitle = \"T\"\n[output.html.search]\nenable = false\n[preprocessor.system-design]\n",
    );

    let mut summary = "# Summary\n\n".to_owned();
    let mut design = 0;
    for first in SHOWN {
        for second in SHOWN {
            for pages in [1, 2] {
                write(&format!("designs/d{design}.toml"), DESIGN);
                let (first, second) = (directive(first, design), directive(second, design));
                let (one, two) = if pages == 1 {
                    (format!("{first}\n{second}"), "Nothing.\n".to_owned())
                } else {
                    (first, second)
                };
                for (letter, text) in [('a', one), ('b', two)] {
                    write(&format!("src/d{design}{letter}.md"), &text);
                    _ = writeln!(summary, "- [Page](d{design}{letter}.md)");
                }
                design += 1;
            }
        }
    }
    write("src/SUMMARY.md", &summary);

    let mut book = MDBook::load(root).expect("a book");
    book.with_preprocessor(SystemDesign::new(|_| {}));
    book.build().expect("it builds");
    let site = root.join("book");
    assert_eq!(broken_links(&site), [""; 0]);
    assert_eq!(double_ids(&site), [""; 0]);
    // The view of one page links to the document of another.
    let number = 2 * (SHOWN.len() * 5) + 1;
    let view = fs::read_to_string(site.join(format!("d{number}a.html"))).expect("a page");
    assert!(view.contains(&format!("href=\"d{number}b.html#d{number}-component-api\"")), "{view}");
}
