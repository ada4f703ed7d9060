//! Scans JSON without parsing it: skips strings, and matches brackets.

use memchr::memchr_iter;

/// The length in bytes of the object or array that `json` begins with; `None` if it does not end,
/// or if a bracket is closed by one of the other kind.
pub(super) fn value_length(json: &[u8]) -> Option<usize> {
    let mut open: Vec<u8> = Vec::new();
    let mut at = 0;
    loop {
        match *json.get(at)? {
            b'"' => at += string_length(json.get(at..)?)? - 1,
            c @ (b'{' | b'[') => open.push(c),
            c @ (b'}' | b']') => {
                // In ASCII, an opening bracket and its closing one are two apart.
                if open.pop()? + 2 != c {
                    return None;
                }
                if open.is_empty() {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// The length in bytes of the string that `json` begins with, including both quotes.
pub(super) fn string_length(json: &[u8]) -> Option<usize> {
    // Quotes are rarer than backslashes: Markdown has a `\n` in every line.
    for quote in memchr_iter(b'"', json).skip(1) {
        if json.get(quote - 1) != Some(&b'\\') {
            return Some(quote + 1);
        }
        let before = json.get(1..quote)?;
        let backslashes = before.iter().rev().take_while(|byte| **byte == b'\\').count();
        if backslashes % 2 == 0 {
            return Some(quote + 1);
        }
    }
    None
}

/// The offset of the first byte that is not UTF-8. Long runs of ASCII are checked several times
/// faster than by the standard library.
pub(super) fn not_utf8(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += ascii_length(bytes.get(at..)?);
        // A multi-byte character never extends into a block of ASCII.
        let rest = bytes.get(at..)?.chunks(SMALL).take_while(|block| !is_ascii(block));
        let length: usize = rest.map(<[u8]>::len).sum();
        if length == 0 {
            return None;
        }
        if let Err(error) = std::str::from_utf8(bytes.get(at..at + length)?) {
            return Some(at + error.valid_up_to());
        }
        at += length;
    }
}

const SMALL: usize = 64;

/// The length in bytes of the blocks of ASCII that `bytes` begins with.
fn ascii_length(bytes: &[u8]) -> usize {
    const LARGE: usize = 2048;
    let (large, _) = bytes.as_chunks::<LARGE>();
    let length = large.iter().take_while(|block| is_ascii(*block)).count() * LARGE;
    let rest = bytes.get(length..).unwrap_or_default();
    length + rest.chunks(SMALL).take_while(|block| is_ascii(block)).map(<[u8]>::len).sum::<usize>()
}

#[inline]
fn is_ascii(block: &[u8]) -> bool {
    block.iter().fold(0, |all, byte| all | byte) < 0x80
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_value_ends_with_its_bracket() {
        assert_eq!(value_length(br#"{"a":["}"]},{}"#), Some(11));
        assert_eq!(value_length(br#"{"a\\":"\\\"}"}]"#), Some(15));
        for cut in ["", "{", "[[]", "{]", "[}", r#"{"a}"#, r#"{"a\"}"#] {
            assert_eq!(value_length(cut.as_bytes()), None, "{cut}");
        }
    }

    proptest! {
        #[test]
        fn utf8_is_what_the_standard_library_says(
            parts in prop::collection::vec((0usize..400, prop::collection::vec(any::<u8>(), 0..3), "[é日]{0,3}"), 0..6),
        ) {
            let mut bytes = Vec::new();
            for (ascii, wrong, text) in parts {
                bytes.resize(bytes.len() + ascii, b'x');
                bytes.extend(wrong);
                bytes.extend(text.as_bytes());
            }
            let expected = std::str::from_utf8(&bytes).err().map(|error| error.valid_up_to());
            prop_assert_eq!(not_utf8(&bytes), expected);
        }
    }
}
