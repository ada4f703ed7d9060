//! What the pass does where something is sought.

use crate::book::directive::marker;

/// What was seen so far.
pub(super) struct Walk<'j> {
    json: &'j [u8],
    /// Where the object ends. A pass that stops without it has no answer.
    pub(super) end: Option<usize>,
    /// The open brackets, the innermost one last: 1 for an object, 0 for an array.
    open: u64,
    depth: u32,
    /// Everything before it needs no further look.
    done: usize,
    /// Everything before it is UTF-8.
    valid: usize,
}

/// The bytes of a block, with one before them and two after them.
pub(super) type Block = [u8; BLOCK + 3];
pub(super) const BLOCK: usize = 128;

/// Nothing that mdBook writes is deeper.
const DEEPEST: u32 = u64::BITS;

impl<'j> Walk<'j> {
    pub(super) fn of(json: &'j [u8]) -> Self {
        Self { json, end: None, open: 0, depth: 0, done: 0, valid: 0 }
    }

    /// Whether a directive may begin in a half of a block, which has the byte before it at `base`. Each bit is one of
    /// the bytes `<`, `{` and `0`.
    #[inline]
    pub(super) fn may_hold_directive<const HALF: usize>(
        &self,
        block: &Block,
        base: usize,
        mut bits: u64,
    ) -> bool {
        while bits != 0 {
            let at = 1 + HALF + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            let (byte, next) = (block[at], block[at + 1]);
            if FOLLOWS[usize::from(next)] && (byte == b'0') == (next == b'0') && self.may_begin(base + at) {
                return true;
            }
        }
        false
    }

    /// Whether a directive may begin at `<` or `{`, or an escape of an ASCII character has its first digit at `0`.
    #[inline(never)]
    fn may_begin(&self, at: usize) -> bool {
        match self.json.get(at) {
            Some(b'0') => marker::is_escaped_ascii(self.json, at),
            _ => marker::begins(self.json, at),
        }
    }

    /// Looks at the quotes of a half of a block, and says whether the pass stops there.
    #[inline]
    pub(super) fn quotes<const HALF: usize>(&mut self, block: &Block, base: usize, mut bits: u64) -> bool {
        if bits == 0 {
            return false;
        }
        let first = base + 1 + HALF;
        bits &= not_before(self.done, first);
        while bits != 0 {
            let bit = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            let at = HALF + bit;
            let [before, _, next, last] = [block[at], block[at + 1], block[at + 2], block[at + 3]];
            let is_single = || at > 0 && block[at - 1] != b'\\';
            if before == b'\\' && (is_single() || self.is_escaped(first + bit)) {
                continue;
            }
            // Between a key and its value, or before the next key.
            if matches!(next, b':' | b',') && last == b'"' {
                self.done = first + bit + 3;
                bits &= !(0b100 << bit);
            } else {
                if self.between_strings(first + bit + 1) {
                    return true;
                }
                bits &= not_before(self.done, first);
            }
        }
        false
    }

    /// Whether there is an odd number of backslashes before a quote.
    #[cold]
    #[inline(never)]
    fn is_escaped(&self, quote: usize) -> bool {
        let before = self.json.get(..quote).unwrap_or_default();
        before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
    }

    /// Walks to the next string, over brackets and numbers. If there is none, the pass stops.
    #[inline(never)]
    pub(super) fn between_strings(&mut self, from: usize) -> bool {
        let (mut open, mut depth, mut at) = (self.open, self.depth, from);
        let stops = loop {
            let Some(&byte) = self.json.get(at) else { break true };
            at += 1;
            match OUTSIDE[usize::from(byte)] {
                Outside::Other => {}
                Outside::Opens if depth < DEEPEST => {
                    open = open << 1 | u64::from(byte == b'{');
                    depth += 1;
                }
                Outside::Closes if depth > 0 && (open & 1 == 1) == (byte == b'}') => {
                    open >>= 1;
                    depth -= 1;
                    if depth == 0 {
                        self.end = Some(at);
                        break true;
                    }
                }
                Outside::Quote => {
                    self.done = at;
                    break false;
                }
                _ => break true,
            }
        };
        (self.open, self.depth) = (open, depth);
        stops
    }

    /// Checks what is not ASCII in a block: each bit of the halves is such a byte.
    #[inline(never)]
    pub(super) fn is_not_utf8(&mut self, base: usize, [low, high]: [u64; 2]) -> bool {
        let bits = u128::from(low) | u128::from(high) << 64;
        let start = self.valid.max(base + bits.trailing_zeros() as usize);
        let mut end = base + (u128::BITS - bits.leading_zeros()) as usize;
        // The last character may end in the next block.
        while self.json.get(end).is_some_and(|byte| byte & 0xC0 == 0x80) {
            end += 1;
        }
        if start >= end {
            return false;
        }
        self.valid = end;
        self.json.get(start..end).is_none_or(|bytes| std::str::from_utf8(bytes).is_err())
    }

    /// Looks at the bytes after the last block that was looked at.
    pub(super) fn rest(mut self, base: usize) -> Option<usize> {
        std::str::from_utf8(self.json.get(self.valid.max(base)..)?).ok()?;
        for at in base..self.json.len() {
            match self.json.get(at)? {
                b'<' | b'{' | b'0' if self.may_begin(at) => return None,
                b'"' if at >= self.done && !self.is_escaped(at) && self.between_strings(at + 1) => {
                    return self.end;
                }
                _ => {}
            }
        }
        None
    }
}

/// The bits of half a block that are not before a place; the half begins at `first`.
#[inline]
fn not_before(place: usize, first: usize) -> u64 {
    match place.saturating_sub(first) {
        past @ 0..64 => u64::MAX << past,
        _ => 0,
    }
}

/// What may follow the first byte of what is sought, as [`marker::begins`] and [`marker::is_escaped_ascii`] have it.
static FOLLOWS: [bool; 256] = {
    let mut follows = [false; 256];
    let (bytes, mut at) = (b"<{# \tsSm0", 0);
    while at < bytes.len() {
        follows[bytes[at] as usize] = true;
        at += 1;
    }
    follows
};

/// What a byte is outside strings.
#[derive(Clone, Copy)]
enum Outside {
    Other,
    Opens,
    Closes,
    Quote,
    /// It is not ASCII.
    Wrong,
}

static OUTSIDE: [Outside; 256] = {
    let mut kinds = [Outside::Other; 256];
    let mut wide = 128;
    while wide < kinds.len() {
        kinds[wide] = Outside::Wrong;
        wide += 1;
    }
    kinds[b'"' as usize] = Outside::Quote;
    (kinds[b'{' as usize], kinds[b'[' as usize]) = (Outside::Opens, Outside::Opens);
    (kinds[b'}' as usize], kinds[b']' as usize]) = (Outside::Closes, Outside::Closes);
    kinds
};
