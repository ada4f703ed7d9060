//! What the pass does where something is sought.

use crate::book::directive::marker;

/// What was seen so far.
pub(super) struct Walk<'j> {
    json: &'j [u8],
    /// Where the object ends. A pass that stops without it has no answer.
    pub(super) end: Option<usize>,
    /// Whether the next byte is inside a string.
    pub(super) in_string: bool,
    /// The open brackets, the innermost one last: 1 for an object, 0 for an array.
    open: u64,
    depth: u32,
    /// Everything before it is UTF-8.
    valid: usize,
}

/// The bytes of a block, with one before them and one after them.
pub(super) type Block = [u8; BLOCK + 2];
pub(super) const BLOCK: usize = 2 * HALF;
pub(super) const HALF: usize = u64::BITS as usize;

/// What is in half a block, a bit for each byte.
pub(super) struct Half {
    pub(super) quotes: u64,
    /// Bytes after a backslash.
    pub(super) escaped: u64,
    /// `{` and `[`.
    pub(super) opening: u64,
    /// `}` and `]`.
    pub(super) closing: u64,
}

/// Nothing that mdBook writes is deeper.
const DEEPEST: u32 = u64::BITS;

impl<'j> Walk<'j> {
    /// Begins inside the object at the start of `json`.
    pub(super) fn of(json: &'j [u8]) -> Self {
        Self { json, end: None, in_string: false, open: 1, depth: 1, valid: 0 }
    }

    /// Whether a directive may begin in half a block, which has the byte before it at `base`. Each bit is one of the
    /// bytes `<`, `{` and `0`.
    #[inline]
    pub(super) fn may_hold_directive<const FROM: usize>(
        &self,
        block: &Block,
        base: usize,
        mut bits: u64,
    ) -> bool {
        while bits != 0 {
            let at = 1 + FROM + bits.trailing_zeros() as usize;
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

    /// Follows strings and brackets through the half of a block that begins at `first`, and says whether the pass
    /// stops there.
    pub(super) fn follow(&mut self, first: usize, half: &Half) -> bool {
        let mut quotes = half.quotes;
        let mut doubtful = quotes & half.escaped;
        while doubtful != 0 {
            let bit = doubtful & doubtful.wrapping_neg();
            doubtful ^= bit;
            if self.is_escaped(first + bit.trailing_zeros() as usize) {
                quotes ^= bit;
            }
        }
        // Each quote turns what comes after it, itself included.
        let mut inside = quotes;
        for distance in [1, 2, 4, 8, 16, 32] {
            inside ^= inside << distance;
        }
        if self.in_string {
            inside = !inside;
        }
        self.in_string = inside >> (u64::BITS - 1) == 1;
        // A backslash before a quote that begins a string is not JSON.
        if (half.quotes ^ quotes) & !inside != 0 {
            return true;
        }

        let mut brackets = (half.opening | half.closing) & !inside;
        while brackets != 0 {
            let at = first + brackets.trailing_zeros() as usize;
            let bit = brackets & brackets.wrapping_neg();
            brackets ^= bit;
            if self.bracket(at, half.opening & bit != 0) {
                return true;
            }
        }
        false
    }

    /// Opens or closes a bracket outside of strings, and says whether the pass stops there: at the end of the object,
    /// and where the brackets do not match.
    #[inline]
    fn bracket(&mut self, at: usize, opens: bool) -> bool {
        let is_object = self.json.get(at).is_some_and(|byte| matches!(byte, b'{' | b'}'));
        if opens {
            self.open = self.open << 1 | u64::from(is_object);
            self.depth += 1;
            return self.depth > DEEPEST;
        }
        if (self.open & 1 == 1) != is_object {
            return true;
        }
        self.open >>= 1;
        self.depth -= 1;
        if self.depth == 0 {
            self.end = Some(at + 1);
        }
        self.depth == 0
    }

    /// Whether there is an odd number of backslashes before a quote.
    fn is_escaped(&self, quote: usize) -> bool {
        let before = self.json.get(..quote).unwrap_or_default();
        before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
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
            let byte = *self.json.get(at)?;
            if matches!(byte, b'<' | b'{' | b'0') && self.may_begin(at) {
                return None;
            }
            match byte {
                b'"' => self.in_string ^= !(self.in_string && self.is_escaped(at)),
                b'{' | b'[' | b'}' | b']' if !self.in_string => {
                    if self.bracket(at, matches!(byte, b'{' | b'[')) {
                        return self.end;
                    }
                }
                _ => {}
            }
        }
        None
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
