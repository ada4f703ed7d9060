//! Which of the systems in a file is the one that a design is about.

/// A system of a file.
pub(super) struct Candidate<'c> {
    pub(super) name: &'c str,
    /// Whether parts of it are described.
    pub(super) has_parts: bool,
    /// Whether the file says that it is somebody else's.
    pub(super) is_outside: bool,
}

/// The place of the system: the one that is asked for by its name, else the only one with parts, else the only
/// one that is not outside. None if each is another system.
///
/// # Errors
/// When several could be meant, or none has the name: the end of a sentence.
pub(super) fn the_system(all: &[Candidate<'_>], wanted: Option<&str>) -> Result<Option<usize>, String> {
    let names = |chosen: &dyn Fn(&Candidate<'_>) -> bool| {
        let names: Vec<String> =
            all.iter().filter(|one| chosen(one)).map(|one| format!("`{}`", one.name)).collect();
        names.join(", ")
    };
    if let Some(wanted) = wanted {
        let found = all.iter().position(|one| one.name.eq_ignore_ascii_case(wanted.trim()));
        return match found {
            Some(at) => Ok(Some(at)),
            None if all.is_empty() => Err("it describes no systems".to_owned()),
            None => Err(format!("none of its systems is called `{wanted}`: they are {}", names(&|_| true))),
        };
    }
    let only = |chosen: &dyn Fn(&Candidate<'_>) -> bool| {
        let mut found = all.iter().enumerate().filter(|(_, one)| chosen(one)).map(|(at, _)| at);
        (found.next(), found.next())
    };
    match only(&|one| one.has_parts) {
        (Some(at), None) => return Ok(Some(at)),
        (Some(_), Some(_)) => {
            let names = names(&|one| one.has_parts);
            return Err(format!(
                "several systems have parts ({names}); `--system NAME` says which one the design is about"
            ));
        }
        _ => {}
    }
    Ok(match only(&|one| !one.is_outside) {
        (Some(at), None) => Some(at),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Candidate, the_system};

    #[test]
    fn a_system_is_chosen_only_where_one_can_be_meant() {
        let one = |name: &'static str, has_parts, is_outside| Candidate { name, has_parts, is_outside };
        let (bank, mail, shop) = ("Bank", "Mail", "Shop");
        let all = [one(mail, false, false), one(bank, true, false)];
        assert_eq!(the_system(&all, None), Ok(Some(1)));
        assert_eq!(the_system(&all, Some("mail")), Ok(Some(0)));
        assert!(the_system(&all, Some("Post")).unwrap_err().contains("`Mail`, `Bank`"));
        let two = [one(shop, true, false), one(bank, true, false)];
        assert!(the_system(&two, None).unwrap_err().contains("`Shop`, `Bank`"));
        assert_eq!(the_system(&[one(mail, false, true), one(bank, false, false)], None), Ok(Some(1)));
        assert_eq!(the_system(&[one(mail, false, false), one(bank, false, false)], None), Ok(None));
        assert_eq!(the_system(&[], None), Ok(None));
    }
}
