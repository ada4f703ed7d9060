//! What a box holds is inside of it in monospaced fonts, too, where narrow letters are wide.

use mdbook_system_design::diagram::picture::{Anchor, Caption};

use crate::{corpus, random_pictures};

/// The width of a text in a monospaced font, in units: a letter has 0.6 em.
fn monospaced(text: &Caption) -> i32 {
    let letters = i32::try_from(text.content.chars().count()).expect("a short text");
    (letters * text.font.size * 602 + 999) / 1000
}

#[test]
fn texts_are_inside_of_their_boxes_in_monospaced_fonts() {
    let random = (0..20).flat_map(random_pictures).map(|(name, picture, _)| (name.to_owned(), picture));
    let mut texts = 0;
    for (name, picture) in corpus().into_iter().chain(random) {
        for one in &picture.boxes {
            for text in one.texts.iter().filter(|text| text.content.is_ascii()) {
                let wide = monospaced(text);
                let left = match text.anchor {
                    Anchor::Start => text.x,
                    Anchor::Middle => text.x - wide / 2,
                    Anchor::End => text.x - wide,
                };
                let inside = one.rect.x <= left && left + wide <= one.rect.right();
                assert!(inside, "{name}: {:?} is {wide} wide in {:?}", text.content, one.rect);
                texts += 1;
            }
        }
    }
    assert!(texts > 1000, "{texts} texts");
}
