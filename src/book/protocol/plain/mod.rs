//! Recognises a book without a directive in one pass over its JSON.
//!
//! Most books have no directive, and every build runs this program. Brackets, strings, UTF-8 and whatever may be a
//! directive could be looked for one after another, but that takes three times as long. The pass needs AVX2; without
//! it, and wherever anything is unusual, [`length`] answers nothing, and the slower way decides.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod walk;

#[cfg(target_arch = "x86_64")]
pub(super) use avx2::length;

#[cfg(not(target_arch = "x86_64"))]
pub(super) fn length(_json: &[u8]) -> Option<usize> {
    None
}

/// Whether this machine can do it.
#[cfg(test)]
pub(super) fn is_possible() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("avx2");
    #[cfg(not(target_arch = "x86_64"))]
    false
}
