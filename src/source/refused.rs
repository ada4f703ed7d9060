//! Why a path is not read.

use std::path::PathBuf;

use super::portable::Foreign;

/// Why a path is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// The path as written leaves the folder.
    #[error("it is outside the book's folder")]
    Outside {
        /// The file as it would be opened.
        path: PathBuf,
    },
    /// The path leaves the folder through a link.
    #[error("`{link}` is a symbolic link that leads out of the book's folder")]
    Link {
        /// The link, as findings print paths.
        link: String,
    },
    /// Another system reads the path differently.
    #[error("{}", .0.why)]
    Foreign(Foreign),
}

impl Refused {
    /// The sentence: `subject` names the file as it was asked for, in backticks.
    pub fn message(&self, subject: &str) -> String {
        match self {
            Self::Outside { .. } | Self::Link { .. } => format!("{subject} is outside the book's folder"),
            Self::Foreign(_) => format!("{subject} does not name the same file on every system"),
        }
    }

    /// The label at the place.
    pub fn label(&self) -> String {
        match self {
            Self::Outside { path } => format!("this is {}", path.display()),
            Self::Link { .. } | Self::Foreign(_) => self.to_string(),
        }
    }

    /// What to do; `what` is the kind of file: `design`.
    pub fn help(&self, what: &str) -> String {
        match self {
            Self::Outside { .. } | Self::Link { .. } => format!(
                "move the {what} into the book, or set `allow-outside-root = true` under `[preprocessor.system-design]`"
            ),
            Self::Foreign(_) => {
                "name the file by a path with `/`, relative or from the book's folder with a leading `/`"
                    .to_owned()
            }
        }
    }

    /// Whether the path leaves the folder, here or on another system.
    pub fn leaves(&self) -> bool {
        match self {
            Self::Outside { .. } | Self::Link { .. } => true,
            Self::Foreign(foreign) => foreign.leaves,
        }
    }
}
