//! Fetches what lies beside the page: stories, samples, the tour, the challenges and the glossary, all
//! in one text, which is a third of the size of as many files. The address is relative: the page may
//! live anywhere.
//!
//! Not here: how the text is made (`web/modules/build.mjs`). In it every file follows a record
//! separator, its name and the end of that line.

use gloo_net::http::Request;
use grantscope::read_script;
use serde::de::DeserializeOwned;

use crate::words;

const ADDRESS: &str = "scenarios/all.txt";
const SEPARATOR: char = '\u{1e}';

/// The text with all files.
pub(crate) struct Files(String);

impl Files {
    /// Fetches them.
    ///
    /// # Errors
    /// If they cannot be fetched; in words for a person.
    pub(crate) async fn fetch() -> Result<Self, String> {
        let said = |error: gloo_net::Error| words::not_fetched(ADDRESS, &error.to_string());
        let response = Request::get(ADDRESS).send().await.map_err(said)?;
        if !response.ok() {
            return Err(words::not_fetched(ADDRESS, &words::status(response.status())));
        }
        response.text().await.map(Self).map_err(said)
    }

    /// A file, read.
    ///
    /// # Errors
    /// If it is not there, or cannot be read; in words for a person.
    pub(crate) fn read<T: DeserializeOwned>(&self, file: &str) -> Result<T, String> {
        read_script(self.text(file)?)
            .map_err(|problem| words::not_fetched(file, &problem.to_string()))
    }

    /// A file's text.
    ///
    /// # Errors
    /// If it is not there; in words for a person.
    pub(crate) fn text(&self, file: &str) -> Result<&str, String> {
        let mut files = self.0.split(SEPARATOR).filter_map(|part| part.split_once('\n'));
        let found = files.find(|(name, _)| *name == file).map(|(_, text)| text);
        found.ok_or_else(|| words::not_fetched(file, words::NOT_THERE))
    }
}
