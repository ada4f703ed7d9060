//! The ids that a page has besides ours.
//!
//! A renderer gives every heading without an id one by its own rules, and does not avoid the ids
//! that are written. So ours have to avoid those that it will make.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::headings::Words;
use super::options;

/// The ids of one page, or of pages that are printed as one.
#[derive(Debug, Default)]
pub struct OwnIds {
    ids: HashSet<String>,
    labels: HashSet<String>,
    /// How often each id was made from a heading.
    counts: HashMap<String, usize>,
}

impl OwnIds {
    /// Adds the ids of a text.
    pub fn add(&mut self, text: &str) {
        let mut heading: Option<Words> = None;
        let mut html = String::new();
        for event in Parser::new_ext(text, options()) {
            if let Some(words) = &mut heading {
                words.take(&event);
            }
            match event {
                Event::Start(Tag::Heading { id: Some(id), .. }) => _ = self.ids.insert(id.into_string()),
                Event::Start(Tag::Heading { .. } | Tag::DefinitionListTitle) => {
                    heading = Some(Words::default());
                }
                Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => {
                    if let Some(words) = heading.take() {
                        self.made_of(&words.finish());
                    }
                }
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    self.labels.insert(label.to_lowercase());
                    self.ids.extend([format!("footnote-{label}"), label.into_string()]);
                }
                Event::FootnoteReference(label) => {
                    let id = format!("fr-{label}");
                    let number = self.counts.entry(id.clone()).or_default();
                    *number += 1;
                    self.ids.insert(format!("{id}-{number}"));
                }
                Event::Start(Tag::HtmlBlock) => html.clear(),
                Event::Html(text) => html.push_str(&text),
                Event::End(TagEnd::HtmlBlock) => self.written_in(&html),
                Event::InlineHtml(tag) => self.written_in(&tag),
                _ => {}
            }
        }
    }

    /// The ids of elements, and the labels of footnotes in small letters.
    pub fn finish(self) -> (HashSet<String>, HashSet<String>) {
        (self.ids, self.labels)
    }

    /// The ids that may be made from a heading's words. Versions of a renderer disagree on how they
    /// count doubles: one takes the next number of this id, another the next unused one.
    fn made_of(&mut self, words: &str) {
        for slug in slugs(words) {
            let count = self.counts.entry(slug.clone()).or_default();
            let number = |number: usize| if number == 0 { slug.clone() } else { format!("{slug}-{number}") };
            let counted = number(*count);
            // Every smaller number was counted before, and there are no more than all ids.
            let free = (*count..=*count + self.ids.len()).map(number).find(|id| !self.ids.contains(id));
            *count += 1;
            self.ids.extend(free.into_iter().chain([counted]));
        }
    }

    /// Adds the attributes of tags, and headings that are tags.
    fn written_in(&mut self, html: &str) {
        let mut rest = html;
        while let Some((_, tag)) = rest.split_once('<') {
            rest = tag;
            let (tag, behind) = tag.split_once('>').unwrap_or((tag, ""));
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            let is_heading = matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6']);
            match id_of(tag) {
                Some(id) => _ = self.ids.insert(id.to_owned()),
                None if is_heading => {
                    let end = behind.find("</h").or_else(|| behind.find("</H")).unwrap_or(behind.len());
                    self.made_of(&without_tags(behind.get(..end).unwrap_or_default()));
                }
                None => {}
            }
        }
    }
}

/// The ids that renderers make from a heading's words: with and without their own dashes, and with
/// letters of all scripts lowered or those of ASCII alone.
pub fn slugs(words: &str) -> Vec<String> {
    let words = words.trim().trim_start_matches('#').trim();
    let kept = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '-'))
            .map(|c| if c.is_whitespace() { '-' } else { c })
            .collect()
    };
    let mut slugs = vec![kept(&words.to_lowercase())];
    if words.contains("--") {
        let parts: Vec<&str> = words.split("--").map(|part| part.trim_start_matches('-')).collect();
        slugs.push(kept(&parts.concat().to_lowercase()));
    }
    if !words.is_ascii() {
        slugs.push(kept(&words.to_ascii_lowercase()));
    }
    slugs.dedup();
    slugs
}

/// The value of a tag's `id`.
fn id_of(tag: &str) -> Option<&str> {
    let mut rest = tag;
    loop {
        let at = rest.char_indices().find_map(|(at, _)| {
            let is_id = rest.get(at..at + 2).is_some_and(|name| name.eq_ignore_ascii_case("id"));
            let stands_apart =
                rest.get(..at)?.ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '/'));
            (is_id && stands_apart).then_some(at)
        })?;
        rest = rest.get(at + 2..)?;
        let Some(value) = rest.trim_start().strip_prefix('=') else { continue };
        let value = value.trim_start();
        let quoted = |quote| value.strip_prefix(quote).and_then(|value| value.split(quote).next());
        let bare = || value.split(|c: char| c.is_whitespace() || c == '/').next();
        return quoted('"').or_else(|| quoted('\'')).or_else(bare).filter(|id| !id.is_empty());
    }
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut own = OwnIds::default();
        own.add(text);
        let (ids, _) = own.finish();
        for id in expected {
            assert!(ids.contains(*id), "`{id}` is not in {ids:?} of {text:?}");
        }
    }

    #[test]
    fn headings_have_the_ids_that_are_made_of_them() {
        check("# Till\n\n## Till section *security*", &["till", "till-section-security"]);
        check("# A\n\n# A\n\n# A 1\n\n# A", &["a", "a-1", "a-1-1", "a-2"]);
        check("Title\n===\n\n# `code` & <b>bold</b> ![alt](x.png)", &["title", "code--bold"]);
        check("# Größe -- Über", &["größe----über", "größe--über"]);
        check("# X { #own .class }", &["own"]);
        check("Term\n: what it is", &["term"]);
    }

    #[test]
    fn html_has_the_ids_that_are_written() {
        check("Text <a id=\"one\"></a> and <a class='x' id = 'two'>.", &["one", "two"]);
        check("<div><h2 id=three>Three</h2>\n<h3>Four <b>five</b></h3></div>", &["three", "four-five"]);
        check("<p data-id='x' ID=\"four\">", &["four"]);
    }

    #[test]
    fn footnotes_have_ids() {
        check("A[^n] b[^n].\n\n[^n]: Note.", &["footnote-n", "fr-n-1", "fr-n-2", "n"]);
    }
}
