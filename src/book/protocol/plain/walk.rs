//! What the pass does where something is sought.

use crate::book::directive::marker;

/// What was seen so far. `None` of its methods ends the pass without an answer; a number is the end of the object.
pub(super) struct Walk<'j> {
    json: &'j [u8],
    /// The open brackets, the innermost one last: 1 for an object, 0 for an array.
    open: u64,
    depth: u32,
    /// Everything before it needs no further look.
    done: usize,
    /// Everything before it is UTF-8.
    valid: usize,
}

/// What a look at some bytes finds: the object goes on, or ends before this byte.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Goes,
    Ends(usize),
}

/// Nothing that mdBook writes is deeper.
const DEEPEST: u32 = u64::BITS;

impl<'j> Walk<'j> {
    pub(super) fn of(json: &'j [u8]) -> Self {
        Self { json, open: 0, depth: 0, done: 0, valid: 0 }
    }

    /// Looks at the bytes of half a block: each bit of `bits` is one that is sought.
    #[inline]
    pub(super) fn hits(&mut self, base: usize, mut bits: u64) -> Option<Step> {
        while bits != 0 {
            let at = base + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            if at < self.done {
                continue;
            }
            let &[before, byte, next, last] = self.json.get(at.wrapping_sub(1)..)?.first_chunk()?;
            if byte == b'"' {
                if before == b'\\' && self.is_escaped(at) {
                    continue;
                }
                // Between a key and its value, or before the next key.
                if matches!(next, b':' | b',') && last == b'"' {
                    self.done = at + 3;
                } else if let Step::Ends(end) = self.between_strings(at + 1)? {
                    return Some(Step::Ends(end));
                }
            } else if byte == b'0' {
                if before == b'u' && marker::is_escaped_ascii(self.json, at) {
                    return None;
                }
            } else if (next == byte || matches!(next, b'#' | b' ' | b'\t' | b's' | b'S' | b'm'))
                && marker::begins(self.json, at)
            {
                return None;
            }
        }
        Some(Step::Goes)
    }

    /// Whether there is an odd number of backslashes before a quote.
    fn is_escaped(&self, quote: usize) -> bool {
        let before = self.json.get(..quote).unwrap_or_default();
        match before {
            [.., b'\\', b'\\'] => before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1,
            _ => true,
        }
    }

    /// Walks to the next string, over brackets and numbers, or to the end of the object.
    #[inline(never)]
    pub(super) fn between_strings(&mut self, from: usize) -> Option<Step> {
        let mut at = from;
        loop {
            match *self.json.get(at)? {
                b',' | b':' => {}
                b'"' => {
                    self.done = at + 1;
                    return Some(Step::Goes);
                }
                open @ (b'{' | b'[') => {
                    if self.depth == DEEPEST {
                        return None;
                    }
                    self.open = self.open << 1 | u64::from(open == b'{');
                    self.depth += 1;
                }
                close @ (b'}' | b']') => {
                    if self.depth == 0 || (self.open & 1 == 1) != (close == b'}') {
                        return None;
                    }
                    self.open >>= 1;
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(Step::Ends(at + 1));
                    }
                }
                other if other.is_ascii() => {}
                _ => return None,
            }
            at += 1;
        }
    }

    /// Checks what is not ASCII in a block: each bit of `wide` is such a byte.
    #[inline(never)]
    pub(super) fn utf8(&mut self, base: usize, [low, high]: [u64; 2]) -> Option<()> {
        let bits = u128::from(low) | u128::from(high) << 64;
        let start = self.valid.max(base + bits.trailing_zeros() as usize);
        let mut end = base + (u128::BITS - bits.leading_zeros()) as usize;
        // The last character may end in the next block.
        while self.json.get(end).is_some_and(|byte| byte & 0xC0 == 0x80) {
            end += 1;
        }
        if start < end {
            self.valid = end;
            std::str::from_utf8(self.json.get(start..end)?).ok()?;
        }
        Some(())
    }

    /// Looks at the bytes after the last whole block.
    pub(super) fn rest(mut self, base: usize) -> Option<usize> {
        std::str::from_utf8(self.json.get(self.valid.max(base)..)?).ok()?;
        for at in base..self.json.len() {
            if matches!(self.json.get(at), Some(b'"' | b'<' | b'{' | b'0'))
                && let Step::Ends(end) = self.hits(at, 1)?
            {
                return Some(end);
            }
        }
        None
    }
}
