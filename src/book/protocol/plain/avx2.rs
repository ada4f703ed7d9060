//! The pass itself, 128 bytes at a time.

use std::arch::x86_64::{
    __m256i, _mm256_cmpeq_epi8, _mm256_movemask_epi8, _mm256_or_si256, _mm256_setr_epi8, _mm256_shuffle_epi8,
};

use fearless_simd::prelude::*;
use fearless_simd::{Level, kernel, u8x32};

use super::walk::{Step, Walk};

/// The length in bytes of the object that `json` begins with, if it is complete, its strings are UTF-8, and
/// nothing in it may be a directive.
pub(in crate::book::protocol) fn length(json: &[u8]) -> Option<usize> {
    pass(Level::new().as_avx2()?, json)
}

const WIDTH: usize = 32;
const BLOCK: usize = 4 * WIDTH;

kernel!(
    fn pass(avx2: Avx2, json: &[u8]) -> Option<usize> {
        let mut walk = Walk::of(json);
        if let Step::Ends(end) = walk.between_strings(0)? {
            return Some(end);
        }
        let (blocks, rest) = json.as_chunks::<BLOCK>();
        for (number, block) in blocks.iter().enumerate() {
            let (parts, _) = block.as_chunks::<WIDTH>();
            let part = |at: usize| -> __m256i { u8x32::load_array_ref(avx2, &parts[at]).into() };
            let [a, b, c, d] = [part(0), part(1), part(2), part(3)];
            let low = _mm256_or_si256(sought(a), sought(b));
            let high = _mm256_or_si256(sought(c), sought(d));
            let wide = _mm256_or_si256(_mm256_or_si256(a, b), _mm256_or_si256(c, d));
            // The highest bit of a byte is set where it is sought or is not ASCII.
            if _mm256_movemask_epi8(_mm256_or_si256(_mm256_or_si256(low, high), wide)) != 0
                && let Step::Ends(end) = look(avx2, block, number * BLOCK, &mut walk)?
            {
                return Some(end);
            }
        }
        walk.rest(json.len() - rest.len())
    }
);

kernel!(
    /// Looks closely at a block with something sought in it.
    #[inline(never)]
    fn look(avx2: Avx2, block: &[u8; BLOCK], base: usize, walk: &mut Walk<'_>) -> Option<Step> {
        let (parts, _) = block.as_chunks::<WIDTH>();
        let part = |at: usize| -> __m256i { u8x32::load_array_ref(avx2, &parts[at]).into() };
        let [a, b, c, d] = [part(0), part(1), part(2), part(3)];
        let bits = |x: __m256i| u64::from(_mm256_movemask_epi8(x).cast_unsigned());
        if bits(_mm256_or_si256(_mm256_or_si256(a, b), _mm256_or_si256(c, d))) != 0 {
            walk.utf8(base, [bits(a) | bits(b) << 32, bits(c) | bits(d) << 32])?;
        }
        let low = bits(sought(a)) | bits(sought(b)) << 32;
        if let Step::Ends(end) = walk.hits(base, low)? {
            return Some(Step::Ends(end));
        }
        walk.hits(base + 64, bits(sought(c)) | bits(sought(d)) << 32)
    }
);

/// All bits of the bytes `"`, `<`, `{` and `0`, and none of the others. No two of them have the same last four
/// bits, which are a byte's place in the table.
#[target_feature(enable = "avx2")]
#[inline]
fn sought(bytes: __m256i) -> __m256i {
    let table = _mm256_setr_epi8(
        0x30, 0, 0x22, 0, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x3c, 0, 0, 0, //
        0x30, 0, 0x22, 0, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x3c, 0, 0, 0,
    );
    _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, bytes), bytes)
}
