//! Patterns of names: `services/*/openapi.yaml`, `docs/**/*.md`, `{api,admin}.yaml`.

/// A pattern of paths, with `/` between its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    parts: Vec<String>,
}

/// So many patterns are made of one that has alternatives in braces.
const MOST_ALTERNATIVES: usize = 64;

impl Pattern {
    /// What a text with alternatives in braces means.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let parts = |text: &str| -> Vec<String> {
            text.replace('\\', "/")
                .split('/')
                .filter(|part| !matches!(*part, "" | "."))
                .map(str::to_owned)
                .collect()
        };
        alternatives(text).iter().map(|text| Self { parts: parts(text) }).collect()
    }

    /// The parts of the path.
    pub(super) fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Whether a path fits, with `/` between its names.
    pub(super) fn fits(&self, path: &str) -> bool {
        let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        fits(&self.parts, &names)
    }
}

fn fits(parts: &[String], names: &[&str]) -> bool {
    // After each name, how many parts may have been used: every way at once.
    let mut used = vec![false; parts.len() + 1];
    used[0] = true;
    skip_folders(parts, &mut used);
    for name in names {
        let mut next = vec![false; parts.len() + 1];
        for (at, part) in parts.iter().enumerate().filter(|(at, _)| used[*at]) {
            if part == "**" {
                next[at] |= !is_passed_over(name);
            } else if name_fits(part, name) {
                next[at + 1] = true;
            }
        }
        skip_folders(parts, &mut next);
        used = next;
    }
    used[parts.len()]
}

/// `**` may mean no folder at all.
fn skip_folders(parts: &[String], used: &mut [bool]) {
    for (at, part) in parts.iter().enumerate() {
        if used[at] && part == "**" {
            used[at + 1] = true;
        }
    }
}

/// Whether a part of a pattern names several things.
pub(super) fn is_wild(part: &str) -> bool {
    part.contains(['*', '?'])
}

/// Folders that no `*` means: hidden ones, and those with code of others or with what a build makes.
pub(super) fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || ["node_modules", "target", "vendor"].contains(&name)
}

/// Whether a name fits a part with `*` and `?`. What is hidden fits only what begins with a dot, too.
pub(super) fn name_fits(part: &str, name: &str) -> bool {
    if !is_wild(part) {
        return part == name;
    }
    (!is_passed_over(name) || part.starts_with('.')) && matches(part, name)
}

/// Whether a text fits a pattern in which `*` means any characters and `?` one.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut read) = (0, 0);
    // The last `*`, and what it has taken so far.
    let mut star: Option<(usize, usize)> = None;
    while read < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(c) if *c == '?' || *c == text[read] => {
                at += 1;
                read += 1;
            }
            _ => match star {
                Some((place, taken)) => {
                    star = Some((place, taken + 1));
                    at = place + 1;
                    read = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

/// The texts that one with braces means.
fn alternatives(text: &str) -> Vec<String> {
    let mut done = Vec::new();
    let mut open = vec![text.to_owned()];
    while let Some(text) = open.pop() {
        let braces = text.find('{').and_then(|start| Some((start, start + text[start..].find('}')?)));
        match braces
            .filter(|(start, end)| text[*start..*end].contains(',') && !text[start + 1..*end].contains('{'))
        {
            Some((start, end)) if done.len() + open.len() < MOST_ALTERNATIVES => {
                let made = |choice: &str| format!("{}{choice}{}", &text[..start], &text[end + 1..]);
                open.extend(text[start + 1..end].split(',').rev().map(made));
            }
            _ => done.push(text),
        }
    }
    done.truncate(MOST_ALTERNATIVES);
    done
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_fit_paths() {
        let fits = |pattern: &str, path: &str| Pattern::all(pattern).iter().any(|one| one.fits(path));
        for (pattern, path) in [
            ("services/*/openapi.yaml", "services/a/openapi.yaml"),
            ("./services/*", "services/a"),
            ("**/*.sql", "a.sql"),
            ("**/*.sql", "a/b/c.sql"),
            ("db/**", "db/a/b.sql"),
            ("{a,b}/x-{1,2}.md", "b/x-2.md"),
            ("a/b?.md", "a/b1.md"),
            (".github/*", ".github/x"),
            ("vendor/*.sql", "vendor/a.sql"),
            ("a*b*c", "aXbbc"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("services/*", "services/.hidden"),
            ("services/*", "services/a/b"),
            ("**/*.sql", "node_modules/a.sql"),
            ("**/*.sql", "a/target/b.sql"),
            ("**/*.sql", ".git/b.sql"),
            ("packages/*", "packages/node_modules"),
            ("a*b", "aXc"),
            ("", "a"),
        ] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
        let wild = format!("{}b", "a*".repeat(200));
        assert!(!fits(&wild, &"a".repeat(5_000)));
        assert!(Pattern::all(&"{a,b}".repeat(40)).len() <= super::MOST_ALTERNATIVES);
    }
}
