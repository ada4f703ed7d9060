//! What the names of files say: ids, dates, and files that record nothing.

/// Whether a file records a decision, by its name without the ending: others introduce the folder.
pub(crate) fn is_record_file(stem: &str) -> bool {
    const OTHERS: [&str; 11] = [
        "readme",
        "index",
        "template",
        "toc",
        "summary",
        "contents",
        "changelog",
        "contributing",
        "log",
        "overview",
        "decisions",
    ];
    let lower = stem.to_lowercase();
    let title = id_and_title(&lower).1.trim_matches(['-', '_', '.', ' ']);
    let is_other =
        OTHERS.contains(&title) || OTHERS.contains(&lower.trim_start_matches(['_', '.', '0', '-']));
    !is_other && !lower.ends_with("template")
}

/// The id of a decision: `ADR-7` of `0007-title` and of `adr-007-title`, else the stem without its date.
pub(crate) fn id_of(stem: &str) -> String {
    let (number, title) = id_and_title(stem);
    match number {
        Some(number) => format!("ADR-{number}"),
        None => title.to_owned(),
    }
}

/// The number of a stem, and what is left of it.
fn id_and_title(stem: &str) -> (Option<u32>, &str) {
    let after_word = ["adr", "madr", "decision"].iter().find_map(|word| {
        let rest = stem.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word));
        rest.and_then(|_| stem.get(word.len()..)).map(|rest| rest.trim_start_matches(['-', '_', ' ']))
    });
    let counted = after_word.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(stem);
    let digits = counted.find(|c: char| !c.is_ascii_digit()).unwrap_or(counted.len());
    let (number, rest) = counted.split_at(digits);
    let title = rest.trim_start_matches(['-', '_', '.', ' ']);
    match number.len() {
        // `20250902-title`.
        8 => (None, if title.is_empty() { stem } else { title }),
        // `2025-09-02-title`.
        4 if is_day(counted) => (None, counted[10..].trim_start_matches(['-', '_', '.', ' '])),
        1..=5 => (number.parse().ok(), title),
        _ => (None, stem),
    }
}

fn is_day(text: &str) -> bool {
    let day = text.as_bytes().get(..10).unwrap_or_default();
    let fits =
        |(at, byte): (usize, &u8)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() };
    day.len() == 10 && day.iter().enumerate().all(fits) && text.len() > 11
}

#[cfg(test)]
mod tests {
    use super::{id_of, is_record_file};

    #[test]
    fn ids_are_numbers_or_titles() {
        for (stem, id) in [
            ("0007-keep-it", "ADR-7"),
            ("7_keep", "ADR-7"),
            ("adr-012-keep", "ADR-12"),
            ("ADR0003", "ADR-3"),
            ("20250902-prices-are-whole-cents", "prices-are-whole-cents"),
            ("2025-09-02-prices", "prices"),
            ("2025-plan", "ADR-2025"),
            ("use-postgres", "use-postgres"),
            ("adr-template", "adr-template"),
        ] {
            assert_eq!(id_of(stem), id, "{stem}");
        }
    }

    #[test]
    fn files_that_introduce_a_folder_record_nothing() {
        for stem in
            ["README", "index", "template", "0000-template", "adr-template", "_template", "madr_template"]
        {
            assert!(!is_record_file(stem), "{stem}");
        }
        for stem in
            ["0001-record-architecture-decisions", "0002-index-by-date", "use-a-log", "20250902-log-it"]
        {
            assert!(is_record_file(stem), "{stem}");
        }
    }
}
