//! The scores of the corpus and of the models, kept in `scores.txt`: a change that lowers one fails, and so
//! does one by which an edit turns more of a model's picture around.

use mdbook_system_design::diagram::audit::audit;

use crate::models;

/// A line of the file: name, score, and the measurements it is made of.
fn line(name: &str, picture: &mdbook_system_design::diagram::picture::Picture) -> String {
    let audit = audit(picture);
    format!(
        "{name} {} crossings={} bends={} jogs={} stairs={} kisses={} smallest-text={} label-distance={} size={}x{}",
        audit.score(),
        audit.crossings,
        audit.bends,
        audit.jogs,
        audit.stairs,
        audit.kisses,
        audit.smallest_text,
        audit.label_distance,
        audit.width,
        audit.height
    )
}

/// The name, the score, and how much of the picture an edit turns around, in thousandths; nothing for pictures
/// that are not edited.
fn score(line: &str) -> Option<(&str, i32, usize)> {
    let mut words = line.split(' ');
    let flips = line.rsplit_once("flips=").and_then(|(_, flips)| flips.parse().ok()).unwrap_or(0);
    Some((words.next()?, words.next()?.parse().ok()?, flips))
}

#[test]
fn no_score_is_lower_than_before() {
    let path = crate::designs::folder().join("scores.txt");
    let corpus = crate::corpus().into_iter().map(|(name, picture)| line(&name, &picture));
    let edited = models::all()
        .into_iter()
        .map(|model| format!("{} flips={}", line(&model.name, &model.picture()), model.flips()));
    let now: Vec<String> = corpus.chain(edited).collect();
    if std::env::var_os("UPDATE_SCORES").is_some() {
        std::fs::write(&path, now.join("\n") + "\n").unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    let kept: Vec<(&str, i32, usize)> = kept.lines().filter_map(score).collect();
    assert_eq!(
        now.iter().filter_map(|line| score(line)).map(|(name, ..)| name).collect::<Vec<_>>(),
        kept.iter().map(|(name, ..)| *name).collect::<Vec<_>>(),
        "the corpus has changed: write the scores anew with UPDATE_SCORES=1"
    );
    for (line, (name, before, turned)) in now.iter().zip(kept) {
        let (_, score, flips) = score(line).unwrap();
        assert!(score >= before, "{name} had {before}, and now: {line}");
        assert!(flips <= turned, "{name} had flips={turned}, and now: {line}");
    }
}
