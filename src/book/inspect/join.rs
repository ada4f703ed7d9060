//! What was found in several books, as one.

use super::Inspection;
use crate::book::run::session::Checked;

impl Inspection {
    /// Adds what was found in another book, after what was found in this one.
    pub fn join(&mut self, other: Inspection) {
        let shift = self.session.sources.join(other.session.sources);
        self.report.append(other.report.moved(shift));
        let designs = other.designs.into_iter();
        self.designs.extend(designs.map(|(file, checked)| {
            (shift.file(file), Checked { report: checked.report.moved(shift), ..checked })
        }));
        self.unread.extend(other.unread);
        self.listed.extend(other.listed);
        self.books.extend(other.books);
    }
}
