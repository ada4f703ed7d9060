//! The rules' pages, as the guide has them, for `explain`.

/// The page of a rule by its name.
pub fn page(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == name).map(|(_, page)| *page)
}

macro_rules! pages {
    ($($name:literal),* $(,)?) => {
        /// Every page by the name of its rule.
        pub const PAGES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../book-example/src/rules/", $name, ".md")))),*];
    };
}

pages!["uncovered-requirement"];
