//! The headings of an author's text: which level they get, and which id.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::builder::heading_level;

/// Moves headings below a level: the first one is one level deeper, the others keep their distance
/// from it. No heading leaves the place, skips a level or goes below 6.
pub(super) fn sink(events: &mut [Event<'_>], below: u8) {
    const LOWEST: i16 = HeadingLevel::H6 as i16;
    let below = i16::from(below).min(LOWEST);
    let top = (below + 1).min(LOWEST);
    let mut first = None;
    let mut above = below;
    for event in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => (first, above) = (None, below),
            Event::Start(Tag::Heading { level, .. }) => {
                let written = *level as i16;
                let kept = top + written - *first.get_or_insert(written);
                above = kept.clamp(top, (above + 1).clamp(top, LOWEST));
                *level = heading_level(u8::try_from(above).unwrap_or_default());
            }
            Event::End(TagEnd::Heading(level)) => {
                *level = heading_level(u8::try_from(above).unwrap_or_default());
            }
            _ => {}
        }
    }
}

/// A heading as it was written.
pub struct Heading<'e> {
    /// The id that the author gave it.
    pub id: Option<&'e str>,
    /// The heading's words, without markup.
    pub words: String,
}

/// Gives each heading the id that `name` finds for it.
pub(super) fn name(events: &mut [Event<'_>], name: &mut dyn FnMut(&Heading<'_>) -> Option<String>) {
    for start in 0..events.len() {
        let (before, behind) = events.split_at_mut(start + 1);
        if let Some(Event::Start(Tag::Heading { id, .. })) = before.last_mut() {
            let heading = Heading { id: id.as_deref(), words: words_of(behind) };
            *id = name(&heading).map(CowStr::from);
        }
    }
}

fn words_of(behind: &[Event<'_>]) -> String {
    let mut words = Words::default();
    let inside = behind.iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    inside.for_each(|event| words.take(event));
    words.finish()
}

/// Turns the ids of headings into elements at their beginning.
pub fn ids_as_elements(events: &mut Vec<Event<'_>>) {
    let read = std::mem::take(events);
    events.reserve(read.len());
    for mut event in read {
        let id = match &mut event {
            Event::Start(Tag::Heading { id, .. }) => id.take(),
            _ => None,
        };
        events.push(event);
        if let Some(id) = id {
            // An author may have written anything.
            let id = id.replace(['"', '&', '<', '>'], "");
            events.push(Event::InlineHtml(format!("<a id=\"{id}\">").into()));
            events.push(Event::InlineHtml(CowStr::Borrowed("</a>")));
        }
    }
}

/// The words of a heading, without the alternative text of images.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    images: usize,
}

impl Words {
    pub(super) fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if self.images == 0 => self.text.push_str(text),
            Event::SoftBreak | Event::HardBreak if self.images == 0 => self.text.push(' '),
            _ => {}
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The levels of headings that had other levels, below a level.
    fn sunk(below: u8, levels: &[u8]) -> Vec<u8> {
        let heading = |level: u8| {
            let (level, id) = (heading_level(level), None);
            let tag = Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() };
            [Event::Start(tag), Event::End(TagEnd::Heading(level))]
        };
        let mut events: Vec<Event<'_>> = levels.iter().copied().flat_map(heading).collect();
        sink(&mut events, below);
        let ends = events.iter().filter_map(|event| match event {
            Event::End(TagEnd::Heading(level)) => Some(*level as u8),
            _ => None,
        });
        let ends: Vec<u8> = ends.collect();
        let starts = events.iter().filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
            _ => None,
        });
        assert_eq!(starts.collect::<Vec<_>>(), ends);
        ends
    }

    #[test]
    fn the_first_heading_is_one_level_below_and_the_others_keep_their_distance() {
        assert_eq!(sunk(3, &[4]), [4]);
        assert_eq!(sunk(1, &[2, 3, 3, 2, 4]), [2, 3, 3, 2, 3]);
        assert_eq!(sunk(2, &[3, 1, 3]), [3, 3, 3]);
        assert_eq!(sunk(5, &[1, 2]), [6, 6]);
        assert_eq!(sunk(7, &[1, 2]), [6, 6]);
    }

    proptest! {
        #[test]
        fn no_level_is_skipped(below in 0_u8..9, levels in prop::collection::vec(1_u8..7, 0..8)) {
            let sunk = sunk(below, &levels);
            let lowest = below.min(6);
            let mut above = lowest;
            for (index, level) in sunk.iter().enumerate() {
                prop_assert!(*level > lowest || *level == 6);
                prop_assert!(*level <= above + 1);
                above = *level;
                if index == 0 {
                    prop_assert_eq!(*level, (lowest + 1).min(6));
                }
            }
        }
    }
}
