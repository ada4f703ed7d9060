//! What an author's own Mermaid names: the words of its ids and labels.

use std::collections::HashSet;

/// The words of a Mermaid text, for the question whether something is drawn in it.
#[derive(Debug)]
pub(crate) struct DrawnNames {
    words: HashSet<String>,
    /// All words with one space around each.
    line: String,
}

impl DrawnNames {
    /// Takes the words of a text; comments do not draw anything.
    pub(crate) fn of(mermaid: &str) -> Self {
        let mut line = String::from(" ");
        for text in mermaid.lines().filter(|line| !line.trim_start().starts_with("%%")) {
            for word in words(&text.replace("<br/>", " ").replace("<br>", " ")) {
                line.push_str(&word);
                line.push(' ');
            }
        }
        Self { words: line.split_whitespace().map(str::to_owned).collect(), line }
    }

    /// Whether an id or a name stands in it. Case, and what stands between words, do not matter:
    /// `payment-provider` is drawn as `PaymentProvider`, `payment_provider` or "Payment provider".
    pub(crate) fn has(&self, id: &str, name: &str) -> bool {
        [id, name].into_iter().any(|text| {
            let words: Vec<String> = words(text).collect();
            !words.is_empty()
                && (self.words.contains(&words.concat())
                    || self.line.contains(&format!(" {} ", words.join(" "))))
        })
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::DrawnNames;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let drawn = DrawnNames::of(
            "flowchart LR\n  %% mail\n  api --> IdP[Corporate<br/>IdP]\n  api --> PaymentProvider",
        );
        assert!(drawn.has("idp", "x"));
        assert!(drawn.has("x", "Corporate IdP"));
        assert!(drawn.has("payment-provider", "x"));
        assert!(!drawn.has("mail", "Mail"));
        assert!(!drawn.has("pay", "Payment"));
        assert!(!drawn.has("x", "…"));
    }
}
