//! Where links and images of a text lead, with the places of their destinations.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::options;

/// The destination of each link and image as it is written, with its place: those in the text, then those
/// of definitions. One that is written with escapes or entities, so that its place cannot be told, is left
/// out.
pub fn destinations(text: &str) -> Vec<(Range<usize>, String)> {
    // Without a link nothing has to be parsed.
    if !text.contains("](") && !text.contains("]:") {
        return Vec::new();
    }
    let parser = Parser::new_ext(text, options());
    let definitions: Vec<(Range<usize>, String)> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| (definition.span.clone(), definition.dest.to_string()))
        .collect();
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event {
            found.extend(written_after(text, range, "](", &dest_url));
        }
    }
    for (range, destination) in definitions {
        found.extend(written_after(text, range, "]:", &destination));
    }
    found
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it begins.
    pub start: usize,
    /// Its words, without markup.
    pub words: String,
    /// Where it leads.
    pub address: String,
    /// Its title; empty without one.
    pub title: String,
    /// Whether it is an image.
    pub is_image: bool,
}

/// The links and images of a text, whichever way their addresses are written.
pub fn links(text: &str) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(
                Tag::Link { ref dest_url, ref title, .. } | Tag::Image { ref dest_url, ref title, .. },
            ) => {
                open.push(found.len());
                let is_image = matches!(event, Event::Start(Tag::Image { .. }));
                found.push(Link {
                    start: range.start,
                    words: String::new(),
                    address: dest_url.to_string(),
                    title: title.to_string(),
                    is_image,
                });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => _ = open.pop(),
            Event::Text(words) | Event::Code(words) => {
                for at in &open {
                    if let Some(link) = found.get_mut(*at) {
                        link.words.push_str(&words);
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Where a text has HTML in it.
pub fn html(text: &str) -> Vec<Range<usize>> {
    if !text.contains('<') {
        return Vec::new();
    }
    let events = Parser::new_ext(text, options()).into_offset_iter();
    let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    events.filter(|(event, _)| is_html(event)).map(|(_, range)| range).collect()
}

/// The destination of each image as it is written, with its place: in the text, in its definitions and in
/// HTML. The place of one that is written with escapes or entities cannot be told, so it is left out.
pub fn images(text: &str) -> Vec<(Range<usize>, String)> {
    let parser = Parser::new_ext(text, options());
    let mut defined: Vec<(Range<usize>, String)> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| (definition.span.clone(), definition.dest.to_string()))
        .collect();
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut shown: HashSet<String> = HashSet::new();
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                found.extend(written_after(text, range, "](", &dest_url));
                shown.insert(dest_url.into_string());
            }
            Event::Html(html) | Event::InlineHtml(html) => found.extend(sources(&html, range.start)),
            _ => {}
        }
    }
    defined.retain(|(_, destination)| shown.contains(destination));
    found.extend(
        defined.into_iter().filter_map(|(range, destination)| written_after(text, range, "]:", &destination)),
    );
    found.sort_by_key(|(range, _)| range.start);
    found.dedup();
    found
}

/// The sources of the images in HTML that begins at `start`.
fn sources(html: &str, start: usize) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for (at, _) in html.match_indices("<img") {
        let tag = html.get(at..).and_then(|rest| rest.split('>').next()).unwrap_or_default();
        let source = ["src=\"", "src='"].iter().find_map(|mark| {
            let begin = tag.find(mark)? + mark.len();
            let quote = mark.chars().last()?;
            Some((begin, tag.get(begin..)?.split(quote).next()?))
        });
        if let Some((begin, source)) = source.filter(|(_, source)| !source.is_empty()) {
            let begin = start + at + begin;
            found.push((begin..begin + source.len(), source.to_owned()));
        }
    }
    found
}

/// The place of a destination after the last mark that it follows.
fn written_after(
    text: &str,
    range: Range<usize>,
    mark: &str,
    destination: &str,
) -> Option<(Range<usize>, String)> {
    let written = text.get(range.clone())?;
    let starts = written.rmatch_indices(mark).map(|(at, _)| at + mark.len());
    let start = starts.into_iter().find_map(|start| {
        let rest = written.get(start..)?;
        let bare = rest.trim_start();
        let bare = bare.strip_prefix('<').unwrap_or(bare);
        (!destination.is_empty() && bare.starts_with(destination)).then(|| written.len() - bare.len())
    })?;
    let start = range.start + start;
    Some((start..start + destination.len(), destination.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{destinations, html, images};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = destinations(text);
        assert_eq!(found.iter().map(|(_, destination)| destination.as_str()).collect::<Vec<_>>(), expected);
        for (range, destination) in found {
            assert_eq!(text.get(range), Some(destination.as_str()));
        }
    }

    #[test]
    fn every_form_of_a_link_has_a_destination() {
        check("See [a](b.md), ![c](d.png \"e\") and [f]( <g h.md> ).", &["b.md", "d.png", "g h.md"]);
        check("[![a](b.png)](c.md#d)", &["c.md#d", "b.png"]);
        check("[a][b]\n\n[b]: c.md \"d\"", &["c.md"]);
        check("[a](a) [a](a)", &["a", "a"]);
    }

    #[test]
    fn html_is_found_outside_code() {
        let text = "a <a href=\"b\">c</a> `<i>`\n\n<div>\n</div>\n";
        let found: Vec<&str> = html(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["<a href=\"b\">", "</a>", "<div>\n", "</div>\n"]);
    }

    #[test]
    fn what_is_not_a_link_has_none() {
        check("`[a](b.md)` \\[a](b.md) [a]() [a]", &[]);
        check("```\n[a](b.md)\n```", &[]);
        check("[a](b\\_c.md)", &[]);
    }

    #[track_caller]
    fn shown(text: &str, expected: &[&str]) {
        let found = images(text);
        assert_eq!(found.iter().map(|(_, source)| source.as_str()).collect::<Vec<_>>(), expected);
        for (range, source) in found {
            assert_eq!(text.get(range), Some(source.as_str()));
        }
    }

    #[test]
    fn images_of_every_form_are_found() {
        shown("![a](b.png) and [c](d.png) and ![e][f]\n\n[f]: g.png\n[h]: i.png", &["b.png", "g.png"]);
        shown(
            "<p><img alt='a' src='b.png'> <img src=\"c.png\"></p>\n\nd <img src=\"e.png\"/>",
            &["b.png", "c.png", "e.png"],
        );
        shown("`![a](b.png)`\n\n```\n<img src=\"c.png\">\n```\n", &[]);
    }
}
