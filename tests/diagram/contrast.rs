//! Contrast of text and of outlines in the themes of mdBook, by the formulas of WCAG 2.2.

use mdbook_system_design::diagram::mark::Mark;
use mdbook_system_design::diagram::picture::Shape;
use mdbook_system_design::diagram::style;

/// Background and text of each theme.
const THEMES: [(&str, &str, &str); 7] = [
    ("light", "#ffffff", "#000000"),
    ("rust", "#e1e1db", "#262625"),
    ("coal", "#141617", "#98a3ad"),
    ("navy", "#161923", "#bcbdd0"),
    ("ayu", "#0f1419", "#c5c5c5"),
    ("a file, light", style::STANDALONE[0].1, style::STANDALONE[0].0),
    ("a file, dark", style::STANDALONE[1].1, style::STANDALONE[1].0),
];

const SHAPES: [Shape; 11] = [
    Shape::Person,
    Shape::Service,
    Shape::Browser,
    Shape::Mobile,
    Shape::Database,
    Shape::Cache,
    Shape::Queue,
    Shape::Storage,
    Shape::External,
    Shape::Table,
    Shape::Note,
];

type Colour = [f64; 3];

fn colour(hex: &str) -> Colour {
    [1, 3, 5].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
}

/// `over` with an opacity in per cent on a ground.
fn blend(over: Colour, per_cent: u32, ground: Colour) -> Colour {
    let part = f64::from(per_cent) / 100.0;
    [0, 1, 2].map(|at| over[at] * part + ground[at] * (1.0 - part))
}

fn luminance(colour: Colour) -> f64 {
    let linear =
        colour.map(|part| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn all_text_can_be_read_in_every_theme() {
    for (theme, ground, text) in THEMES {
        let (page, text) = (colour(ground), colour(text));
        let nested = nested(page, text);
        for shape in SHAPES {
            let accent = style::accent(shape).map_or(text, colour);
            for ground in [page, nested] {
                let filled = blend(accent, style::fill(shape), ground);
                // Only tables have a shaded head.
                let shade = if shape == Shape::Table { style::HEAD_FILL } else { 0 };
                let head = blend(accent, shade, filled);
                let muted = blend(text, style::MUTED, filled);
                for (name, ratio) in [
                    ("text", contrast(text, filled)),
                    ("text in a head", contrast(text, head)),
                    ("muted text", contrast(muted, filled)),
                    ("muted text beside boxes", contrast(blend(text, style::MUTED, ground), ground)),
                ] {
                    assert!(ratio >= 4.5, "{name} in {shape:?} in {theme}: {ratio:.2}");
                }
                // What is gone is paler, words and lines, and has to be read all the same.
                let gone = style::strength(Mark::Gone);
                let filled = blend(accent, style::fill(shape) * gone.fill / 100, ground);
                for ground in [filled, ground] {
                    let ratio = contrast(blend(text, gone.ink, ground), ground);
                    assert!(ratio >= 4.5, "what is gone in {shape:?} in {theme}: {ratio:.2}");
                }
            }
        }
    }
}

#[test]
fn all_outlines_can_be_seen_in_every_theme() {
    for (theme, ground, text) in THEMES {
        let (page, text) = (colour(ground), colour(text));
        for ground in [page, nested(page, text)] {
            let faint = |per_cent: u32| contrast(blend(text, per_cent, ground), ground);
            let shapes = SHAPES.map(|shape| {
                let ratio = match style::accent(shape) {
                    Some(accent) => contrast(colour(accent), ground),
                    None => faint(style::EXTERNAL_EDGE),
                };
                (format!("{shape:?}"), ratio)
            });
            let lines = [
                ("a boundary", faint(style::BOUNDARY_EDGE)),
                ("a lifeline", faint(style::RAIL)),
                ("a pale line", faint(style::strength(Mark::Gone).ink)),
            ];
            let lines = lines.map(|(name, ratio)| (name.to_owned(), ratio));
            for (name, ratio) in shapes.into_iter().chain(lines) {
                assert!(ratio >= 3.0, "{name} in {theme}: {ratio:.2}");
            }
        }
    }
}

/// The ground within four nested boundaries, the deepest that people draw.
fn nested(page: Colour, text: Colour) -> Colour {
    (0..4).fold(page, |ground, _| blend(text, style::BOUNDARY_FILL, ground))
}
