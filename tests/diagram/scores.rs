//! The scores of the corpus, kept in `scores.txt`: a change that lowers one fails.

use mdbook_system_design::diagram::audit::audit;

/// A line of the file: name, score, and the measurements it is made of.
fn line(name: &str, picture: &mdbook_system_design::diagram::picture::Picture) -> String {
    let audit = audit(picture);
    format!(
        "{name} {} crossings={} bends={} jogs={} smallest-text={} label-distance={} size={}x{}",
        audit.score(),
        audit.crossings,
        audit.bends,
        audit.jogs,
        audit.smallest_text,
        audit.label_distance,
        audit.width,
        audit.height
    )
}

fn score(line: &str) -> Option<(&str, i32)> {
    let mut words = line.split(' ');
    Some((words.next()?, words.next()?.parse().ok()?))
}

#[test]
fn no_score_is_lower_than_before() {
    let path = crate::designs::folder().join("scores.txt");
    let now: Vec<String> = crate::corpus().iter().map(|(name, picture)| line(name, picture)).collect();
    if std::env::var_os("UPDATE_SCORES").is_some() {
        std::fs::write(&path, now.join("\n") + "\n").unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    let kept: Vec<(&str, i32)> = kept.lines().filter_map(score).collect();
    assert_eq!(
        now.iter().filter_map(|line| score(line)).map(|(name, _)| name).collect::<Vec<_>>(),
        kept.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        "the corpus has changed: write the scores anew with UPDATE_SCORES=1"
    );
    for (line, (name, before)) in now.iter().zip(kept) {
        let (_, score) = score(line).unwrap();
        assert!(score >= before, "{name} had {before}, and now: {line}");
    }
}
