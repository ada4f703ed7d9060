//! The pass itself, 128 bytes at a time.

use std::arch::x86_64::{
    __m256i, _mm256_cmpeq_epi8, _mm256_cmpgt_epi8, _mm256_min_epi8, _mm256_movemask_epi8, _mm256_or_si256,
    _mm256_set1_epi8, _mm256_setr_epi8, _mm256_shuffle_epi8, _mm256_xor_si256,
};

use fearless_simd::prelude::*;
use fearless_simd::{Level, kernel, u8x32};

use super::walk::{BLOCK, HALF, Half, Walk};

/// The length in bytes of the object that `json` begins with, if it is complete, its strings are UTF-8, and
/// nothing in it may be a directive.
pub(in crate::book::protocol) fn length(json: &[u8]) -> Option<usize> {
    pass(Level::new().as_avx2()?, json)
}

const WIDTH: usize = 32;

kernel!(
    fn pass(avx2: Avx2, json: &[u8]) -> Option<usize> {
        let mut walk = Walk::of(json);
        let zero = _mm256_set1_epi8(0);
        let quote = _mm256_set1_epi8(0x22);
        let (blocks, _) = json.get(1..)?.as_chunks::<BLOCK>();
        let mut from = 0;
        loop {
            // Most blocks have nothing that is sought. Between strings each one is looked at, for its brackets.
            if walk.in_string {
                let found = blocks.get(from..)?.iter().position(|block| {
                    let (parts, _) = block.as_chunks::<WIDTH>();
                    let part =
                        |at: usize| -> __m256i { unlike(u8x32::load_array_ref(avx2, &parts[at]).into()) };
                    let low = _mm256_min_epi8(part(0), part(1));
                    let high = _mm256_min_epi8(part(2), part(3));
                    _mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_min_epi8(low, high), zero)) != -1
                });
                from = found.map_or(blocks.len(), |found| from + found);
            }
            if from >= blocks.len() {
                break;
            }
            let base = from * BLOCK;
            let Some(block) = json.get(base..).and_then(<[u8]>::first_chunk) else { break };
            from += 1;

            let (parts, _) = block[1..=BLOCK].as_chunks::<WIDTH>();
            let part = |at: usize| -> __m256i { u8x32::load_array_ref(avx2, &parts[at]).into() };
            let [a, b, c, d] = [part(0), part(1), part(2), part(3)];
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
                || walk.may_hold_directive::<HALF>(block, base, all_high ^ high)
            {
                return None;
            }
            let (before, _) = block[..BLOCK].as_chunks::<WIDTH>();
            let before = |at: usize| -> __m256i { u8x32::load_array_ref(avx2, &before[at]).into() };
            if (low != 0 || !walk.in_string)
                && walk.follow(base + 1, &half([a, b], [before(0), before(1)], low))
                || (high != 0 || !walk.in_string)
                    && walk.follow(base + 1 + HALF, &half([c, d], [before(2), before(3)], high))
            {
                return walk.end;
            }
        }
        walk.rest(1 + from * BLOCK)
    }
);

/// What is in half a block, from its bytes, those that are before each of them, and its quotes.
#[target_feature(enable = "avx2")]
#[inline]
fn half(bytes: [__m256i; 2], before: [__m256i; 2], quotes: u64) -> Half {
    let equal = |bytes: [__m256i; 2], to: i8| {
        let of = |part: __m256i| bits(_mm256_cmpeq_epi8(part, _mm256_set1_epi8(to)));
        of(bytes[0]) | of(bytes[1]) << 32
    };
    // In ASCII, a bracket and a brace differ by one bit.
    let braces = bytes.map(|part| _mm256_or_si256(part, _mm256_set1_epi8(0x20)));
    Half { quotes, escaped: equal(before, 0x5c), opening: equal(braces, 0x7b), closing: equal(braces, 0x7d) }
}

/// The highest bit of each byte.
#[target_feature(enable = "avx2")]
#[inline]
fn bits(bytes: __m256i) -> u64 {
    u64::from(_mm256_movemask_epi8(bytes).cast_unsigned())
}

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
