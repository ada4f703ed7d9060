//! The pass itself, 128 bytes at a time.

use std::arch::x86_64::{
    __m256i, _mm256_cmpeq_epi8, _mm256_cmpgt_epi8, _mm256_min_epi8, _mm256_movemask_epi8, _mm256_or_si256,
    _mm256_set1_epi8, _mm256_setr_epi8, _mm256_shuffle_epi8, _mm256_xor_si256,
};

use fearless_simd::prelude::*;
use fearless_simd::{Level, kernel, u8x32};

use super::walk::{BLOCK, Walk};

/// The length in bytes of the object that `json` begins with, if it is complete, its strings are UTF-8, and
/// nothing in it may be a directive.
pub(in crate::book::protocol) fn length(json: &[u8]) -> Option<usize> {
    pass(Level::new().as_avx2()?, json)
}

const WIDTH: usize = 32;

kernel!(
    fn pass(avx2: Avx2, json: &[u8]) -> Option<usize> {
        let mut walk = Walk::of(json);
        if walk.between_strings(0) {
            return walk.end;
        }
        let zero = _mm256_set1_epi8(0);
        let quote = _mm256_set1_epi8(0x22);
        let (blocks, _) = json.get(1..)?.as_chunks::<BLOCK>();
        let mut from = 0;
        loop {
            // Most blocks have nothing that is sought.
            let found = blocks.get(from..)?.iter().position(|block| {
                let (parts, _) = block.as_chunks::<WIDTH>();
                let part = |at: usize| -> __m256i { unlike(u8x32::load_array_ref(avx2, &parts[at]).into()) };
                let low = _mm256_min_epi8(part(0), part(1));
                let high = _mm256_min_epi8(part(2), part(3));
                _mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_min_epi8(low, high), zero)) != -1
            });
            let Some(found) = found else { break };
            let base = (from + found) * BLOCK;
            let Some(block) = json.get(base..).and_then(<[u8]>::first_chunk) else { break };
            from += found + 1;

            let (parts, _) = block[1..=BLOCK].as_chunks::<WIDTH>();
            let part = |at: usize| -> __m256i { u8x32::load_array_ref(avx2, &parts[at]).into() };
            let [a, b, c, d] = [part(0), part(1), part(2), part(3)];
            let bits = |x: __m256i| u64::from(_mm256_movemask_epi8(x).cast_unsigned());
            if bits(_mm256_or_si256(_mm256_or_si256(a, b), _mm256_or_si256(c, d))) != 0
                && walk.is_not_utf8(base + 1, [bits(a) | bits(b) << 32, bits(c) | bits(d) << 32])
            {
                return None;
            }
            let all = |x: __m256i| bits(_mm256_cmpeq_epi8(unlike(x), zero));
            let quotes = |x: __m256i| bits(_mm256_cmpeq_epi8(x, quote));
            let [all_low, all_high] = [all(a) | all(b) << 32, all(c) | all(d) << 32];
            let [low, high] = [quotes(a) | quotes(b) << 32, quotes(c) | quotes(d) << 32];
            if walk.may_hold_directive::<0>(block, base, all_low ^ low)
                || walk.may_hold_directive::<64>(block, base, all_high ^ high)
            {
                return None;
            }
            if walk.quotes::<0>(block, base, low) || walk.quotes::<64>(block, base, high) {
                return walk.end;
            }
        }
        walk.rest(1 + from * BLOCK)
    }
);

/// Zero for the bytes `"`, `<`, `{` and `0`, less for what is not ASCII, and more for all others. No two of the four
/// have the same last four bits, which are a byte's place in the table.
#[target_feature(enable = "avx2")]
#[inline]
fn unlike(bytes: __m256i) -> __m256i {
    let table = _mm256_setr_epi8(
        0x30, 0, 0x22, 0, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x3c, 0, 0, 0, //
        0x30, 0, 0x22, 0, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x3c, 0, 0, 0,
    );
    _mm256_xor_si256(_mm256_shuffle_epi8(table, bytes), bytes)
}
