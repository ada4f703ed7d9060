//! Declares a closed list of words.

/// Declares an enum of the words that a key accepts. The first one is the default, which also
/// stands in for a word that cannot be read (already reported). `= "word" or ["another"]` adds what
/// people write for it, in lower case and with hyphens: a finding then says which word is meant.
macro_rules! words {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident { $( $(#[doc = $vdoc:literal])* $variant:ident = $word:literal $(or $synonyms:tt)? ),* $(,)? }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name { $( $(#[doc = $vdoc])* $variant, )* }

        impl $name {
            /// Every word, in the order of the documentation.
            pub const WORDS: &'static [&'static str] = &[$($word),*];
            const VALUES: &'static [$name] = &[$($name::$variant),*];
            /// Words that people write for a word of the list, which are not accepted.
            const SYNONYMS: $crate::reading::Synonyms = &[$($(($word, &$synonyms),)?)*];

            /// The word as it is written.
            pub fn word(self) -> &'static str {
                match self { $( $name::$variant => $word, )* }
            }

            /// What people write for the word, which is not accepted.
            pub fn synonyms(self) -> &'static [&'static str] {
                let own = Self::SYNONYMS.iter().find(|(word, _)| *word == self.word());
                own.map_or(&[], |(_, synonyms)| synonyms)
            }

            /// Reads a word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::WORDS.iter().position(|known| *known == word).map(|index| Self::VALUES[index])
            }

            /// What a word means that people write, in any case.
            pub fn meant(word: &str) -> Option<Self> {
                let word = word.to_lowercase();
                let synonym = || $crate::reading::meant(&word, Self::SYNONYMS);
                Self::parse(&word).or_else(|| synonym().and_then(Self::parse))
            }
        }

        impl $crate::reading::Word for $name {
            fn word(self) -> &'static str {
                $name::word(self)
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::VALUES[0]
            }
        }

        impl $crate::reading::Read for $crate::source::Spanned<$name> {
            fn read(node: $crate::reading::Node<'_>, reader: &mut $crate::reading::Reader<'_>) -> Option<Self> {
                let word = reader.word(node, $name::WORDS)?.trim();
                match $name::parse(word) {
                    Some(value) => Some($crate::source::Spanned::new(value, node.span)),
                    None => { reader.unknown_word(node, word, $name::WORDS, $name::SYNONYMS); None }
                }
            }

            fn shape() -> $crate::reading::Shape { $crate::reading::Shape::Words($name::WORDS) }
        }

        impl $crate::reading::StandIn for $crate::source::Spanned<$name> {
            fn stand_in(span: $crate::source::Span) -> Self {
                $crate::source::Spanned::new($name::default(), span)
            }
        }
    };
}

pub(crate) use words;

/// The words of a list, each with what people write for it.
pub(crate) type Synonyms = &'static [(&'static str, &'static [&'static str])];

/// The word of a list that somebody meant.
pub(crate) fn meant(word: &str, synonyms: Synonyms) -> Option<&'static str> {
    let word = word.to_lowercase().replace([' ', '_'], "-");
    synonyms.iter().find(|(_, others)| others.contains(&word.as_str())).map(|(meant, _)| *meant)
}

/// A word of a closed list.
pub trait Word: Copy {
    /// The word as it is written.
    fn word(self) -> &'static str;
}
