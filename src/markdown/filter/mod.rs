//! The parts of an author's text that may become an id, an attribute, an address or a fence's word.
//!
//! Everything that a page would take for more than words passes here, whoever wrote it: a design,
//! a template, the name of a file. Each part is a list of what passes, never of what does not, and
//! what does not pass stays text, so no word is lost:
//!
//! | of an author's text | what passes | what becomes of the rest |
//! |---|---|---|
//! | attributes of a heading | the id, by [`safe_id`] | text at the heading's end |
//! | addresses of links and images | those that [`Schemes`] knows | the words stay, without a link |
//! | words of a fence | the language, by `language` | dropped: nobody reads them |
//! | Mermaid | statements whose addresses pass | dropped: a click has no words |
//! | raw HTML | nothing, unless the book allows it | text |

mod address;
mod fence;
mod heading;
mod id;
mod look;
mod mermaid;

pub use address::{Schemes, Use, decode_path, encode_path};
pub(super) use address::{encode, is_unseen};
pub(super) use fence::{admonition, language, may_be_admonition};
pub(super) use heading::{Attributes, attributes};
pub use id::safe_id;
pub(super) use look::nests;
pub use look::{DEEPEST, Looked, look};
pub use mermaid::{safe_mermaid, unsafe_clicks};
