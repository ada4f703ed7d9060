//! The names that an author's own Mermaid diagram contains: the words of its ids and labels.

use std::collections::HashSet;

/// The words of a Mermaid text, to tell whether something is drawn in it.
#[derive(Debug)]
pub(crate) struct DrawnWords {
    words: HashSet<String>,
    /// All words, separated by single spaces, with a space at each end.
    line: String,
}

impl DrawnWords {
    /// Collects the words of a text. Comments are skipped: they draw nothing.
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

    /// Whether an id or a name occurs. Case and the separators between words do not matter:
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
    use super::DrawnWords;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let drawn = DrawnWords::of(
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
