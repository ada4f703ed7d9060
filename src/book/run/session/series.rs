//! The series of a session: designs with a file for each version.

use std::path::PathBuf;
use std::sync::Arc;

use super::Session;
use crate::book::chapter::folder::{designs, is_member, snapshots};
use crate::book::run::among::NoVersion;
use crate::catalog::{Choice, Member, Selector, Series, choose};
use crate::source::{FileId, Granted, Sources};

impl Session {
    /// Chooses a version of the series in a folder; `None` if nothing is asked for, as with `@next` when
    /// nothing is in preparation. The version is open afterwards.
    pub(in crate::book) fn choose(
        &mut self,
        folder: &Granted,
        selector: &Selector,
    ) -> Result<Option<FileId>, NoVersion> {
        let key = self.open_series(folder);
        let series = self.whole_series(folder);
        if series.members().is_empty() {
            return Err(NoVersion::Empty { folder: key });
        }
        // What cannot be read might be the one that was asked for.
        let unknown = series.members().iter().filter(|member| member.status.is_none());
        unknown.for_each(|member| self.ask(member.file));
        let chosen = chosen(&key, &series, selector)?;
        if let Some(file) = chosen {
            self.ask(file);
        }
        Ok(chosen)
    }

    /// The version that the one in a file is compared with: the one that is asked for among the versions of
    /// its series, or else its baseline. `None` if there is none, and that is no mistake.
    pub(in crate::book) fn against(
        &self,
        file: FileId,
        selector: Option<&Selector>,
    ) -> Result<Option<FileId>, NoVersion> {
        let folder = self.sources.get(file).folder();
        let Some(series) = self.series(file) else { return Ok(None) };
        match selector {
            Some(selector) => chosen(folder, series, selector),
            None => Ok(series.baseline(file).map(|member| member.file)),
        }
    }

    /// Lets a run report why a design that is only compared with cannot be.
    pub(in crate::book) fn ask_if_unread(&mut self, file: FileId) {
        if self.whole(file).and_then(|design| self.side(design)).is_none() {
            self.ask(file);
        }
    }

    /// The series in a folder. Its versions are open afterwards, and those that cannot be read are checked.
    pub(in crate::book) fn versions(&mut self, folder: &Granted) -> Result<&Series, NoVersion> {
        let key = self.open_series(folder);
        let series = self.series.get(&key);
        let files: Vec<FileId> =
            series.into_iter().flat_map(Series::members).map(|member| member.file).collect();
        for file in files {
            if !self.is_readable(file) {
                self.ask(file);
            }
        }
        self.series.get(&key).ok_or(NoVersion::Empty { folder: key })
    }

    /// The series that a file is a version of, or is beside the versions of.
    pub(crate) fn series(&self, file: FileId) -> Option<&Series> {
        self.series_in(file, &self.sources)
    }

    /// The same where the texts are in other sources.
    pub(super) fn series_in(&self, file: FileId, sources: &Sources) -> Option<&Series> {
        self.series.get(sources.get(file).folder())
    }

    /// Whether a file is the version that holds; one that is in no series does.
    pub(crate) fn holds(&self, file: FileId) -> bool {
        let series = self.series(file).filter(|series| series.member(file).is_some());
        series.is_none_or(|series| series.holding().is_some_and(|holding| holding.file == file))
    }

    /// The series that were opened, by the paths of their folders.
    #[cfg(feature = "cli")]
    pub(in crate::book) fn every_series(&self) -> Vec<&Series> {
        let mut series: Vec<(&String, &Series)> = self.series.iter().collect();
        series.sort_by_key(|(folder, _)| *folder);
        series.into_iter().map(|(_, series)| series).collect()
    }

    /// The folder of the versions, or the file, of the design in the designs folder that has an id.
    pub(in crate::book) fn place_of(&mut self, id: &str) -> Option<PathBuf> {
        let all = [designs(&self.config, &self.root), snapshots(&self.config, &self.root)];
        for entry in all.into_iter().flatten() {
            let is_version = is_member(&entry, &self.config);
            let loaded = entry.path.ok().and_then(|granted| self.sources.load(&granted).ok());
            let Some(file) = loaded else { continue };
            self.read_once(file);
            if self.design(file).is_some_and(|design| design.id == id) {
                let location = self.sources.get(file).location();
                return if is_version {
                    location.parent().map(PathBuf::from)
                } else {
                    Some(location.to_path_buf())
                };
            }
        }
        None
    }

    /// All versions in a folder, which are open afterwards.
    pub(in crate::book) fn whole_series(&mut self, folder: &Granted) -> Series {
        let key = self.open_series(folder);
        self.series.get(&key).cloned().unwrap_or_default()
    }

    /// Reads every version in a folder, once, and gives the folder's path.
    pub(super) fn open_series(&mut self, folder: &Granted) -> String {
        let key = folder.shown().trim_matches('.').to_owned();
        if !self.series.contains_key(&key) {
            let entries = self.root.list(folder).into_iter();
            let versions = entries.filter(|entry| is_member(entry, &self.config));
            let granted = versions.filter_map(|entry| entry.path.ok());
            let files: Vec<FileId> = granted.filter_map(|file| self.sources.load(&file).ok()).collect();
            for file in &files {
                self.read_once(*file);
            }
            if !files.is_empty() {
                self.settle(key.clone(), &files);
            }
        }
        key
    }

    /// Decides again which versions were replaced, after a text has changed.
    pub(super) fn settle_all(&mut self) {
        for (folder, series) in std::mem::take(&mut self.series) {
            let files: Vec<FileId> = series.members().iter().map(|member| member.file).collect();
            self.settle(folder, &files);
        }
    }

    /// Makes a series of the versions in a folder, and decides which of them newer ones have replaced.
    fn settle(&mut self, folder: String, files: &[FileId]) {
        let member = |&file: &FileId| Member::new(file, self.sources.get(file).stem(), self.design(file));
        let series = Series::new(files.iter().filter_map(member));
        for member in series.members() {
            let is_replaced = series.is_superseded(member.file);
            let opened = self.designs.get_mut(&member.file);
            if let Some(design) = opened.and_then(|opened| opened.design.as_mut())
                && design.is_replaced != is_replaced
            {
                Arc::make_mut(design).is_replaced = is_replaced;
            }
        }
        self.series.insert(folder, series);
    }
}

fn chosen(folder: &str, series: &Series, selector: &Selector) -> Result<Option<FileId>, NoVersion> {
    match choose(series, selector) {
        Choice::Version(member) => Ok(Some(member.file)),
        Choice::Nothing => Ok(None),
        Choice::NoMatch => {
            let (folder, there) = (folder.to_owned(), series.listed());
            Err(NoVersion::NoMatch { folder, wanted: selector.to_string(), there })
        }
    }
}
