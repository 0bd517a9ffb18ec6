//! The stories and samples that lie beside the page as files.
//!
//! Not here: fetching them (`fetch.rs`).

use std::cell::OnceCell;
use std::rc::Rc;

use grantscope::{Question, Script};
use serde::Deserialize;

use super::{Challenge, Glimpse, Term, Tour};

/// Something that has to come from elsewhere.
#[derive(Clone, Debug, Default)]
pub enum Loading<T> {
    /// It is on its way.
    #[default]
    Pending,
    /// It did not come, and why.
    Failed(String),
    /// It is there.
    Ready(T),
}

impl<T> Loading<Rc<T>> {
    pub(super) fn of(came: Result<T, String>) -> Self {
        came.map_or_else(Self::Failed, |came| Self::Ready(Rc::new(came)))
    }
}

/// The list of files.
#[derive(Clone, Debug, Deserialize)]
pub struct Index {
    /// What a first visit shows.
    pub first: First,
    /// The stories.
    pub stories: Vec<Listed>,
    /// The documents' samples.
    pub samples: Vec<Listed>,
}

/// What a first visit shows.
#[derive(Clone, Debug, Deserialize)]
pub struct First {
    /// The story's file.
    pub story: String,
    /// How far it has gone.
    pub steps: usize,
    /// What is asked.
    pub question: Question,
}

/// A file, and what it illustrates.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Listed {
    /// The file.
    pub file: String,
    /// The document that it comes from.
    pub document: String,
    /// The heading there.
    pub heading: String,
    /// Stories of the same group stand together.
    #[serde(default)]
    pub group: String,
    /// The call that a story is about.
    #[serde(default)]
    pub question: Option<Question>,
}

/// A story on the shelf.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The file, and what it illustrates.
    pub listed: Listed,
    /// The story.
    pub script: Loading<Rc<Script>>,
    /// What it looks like from afar, once somebody looked.
    glimpse: Rc<OnceCell<Option<Rc<Glimpse>>>>,
}

impl Shelf {
    fn of(listed: &Listed) -> Self {
        Self { listed: listed.clone(), script: Loading::Pending, glimpse: Rc::default() }
    }

    /// What a story looks like from afar. The first look tells the story; later ones do not.
    pub fn glimpse(&self, script: &Script) -> Option<Rc<Glimpse>> {
        let question = self.listed.question.as_ref();
        self.glimpse.get_or_init(|| Glimpse::of(script, question).map(Rc::new)).clone()
    }
}

/// A file that is fetched when it is wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Extra {
    /// The guided tour.
    Tour,
    /// The challenges.
    Challenges,
    /// The glossary.
    Glossary,
}

/// Everything that lies beside the page.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The list, with what it says of the first visit.
    pub index: Loading<Rc<Index>>,
    /// The stories.
    pub stories: Vec<Shelf>,
    /// The guided tour. Fetched when it is wanted.
    pub tour: Loading<Rc<Tour>>,
    /// The challenges. Fetched when they are wanted.
    pub challenges: Loading<Rc<Vec<Challenge>>>,
    /// The glossary. Fetched when it is wanted.
    pub glossary: Loading<Rc<Vec<Term>>>,
    /// How often the files were fetched anew.
    pub attempt: u32,
}

impl Library {
    pub(super) fn index_arrived(&mut self, index: Result<Index, String>) {
        match index {
            Err(reason) => self.index = Loading::Failed(reason),
            Ok(index) => {
                self.stories = index.stories.iter().map(Shelf::of).collect();
                self.index = Loading::Ready(Rc::new(index));
            }
        }
    }

    pub(super) fn story_arrived(&mut self, file: &str, story: Result<Script, String>) {
        if let Some(shelf) = self.stories.iter_mut().find(|shelf| shelf.listed.file == file) {
            shelf.script = match story {
                Ok(script) => Loading::Ready(Rc::new(script)),
                Err(reason) => Loading::Failed(reason),
            };
        }
    }

    /// A challenge, counted from zero.
    pub(super) fn challenge(&self, number: usize) -> Option<Challenge> {
        match &self.challenges {
            Loading::Ready(challenges) => challenges.get(number).cloned(),
            Loading::Pending | Loading::Failed(_) => None,
        }
    }

    pub(super) fn again(&self) -> Self {
        Self { attempt: self.attempt + 1, ..Self::default() }
    }

    pub(super) fn first(&self) -> Option<First> {
        match &self.index {
            Loading::Ready(index) => Some(index.first.clone()),
            Loading::Pending | Loading::Failed(_) => None,
        }
    }

    pub(super) fn story(&self, file: &str) -> Option<Rc<Script>> {
        let shelf = self.stories.iter().find(|shelf| shelf.listed.file == file)?;
        match &shelf.script {
            Loading::Ready(script) => Some(script.clone()),
            Loading::Pending | Loading::Failed(_) => None,
        }
    }

    /// The stories that are there.
    pub fn scripts(&self) -> Vec<Rc<Script>> {
        let there = |shelf: &Shelf| match &shelf.script {
            Loading::Ready(script) => Some(script.clone()),
            Loading::Pending | Loading::Failed(_) => None,
        };
        self.stories.iter().filter_map(there).collect()
    }

    /// The call that a story is about.
    pub(super) fn question(&self, file: &str) -> Option<&Question> {
        let shelf = self.stories.iter().find(|shelf| shelf.listed.file == file)?;
        shelf.listed.question.as_ref()
    }

    /// The documents' samples, in their order.
    pub fn samples(&self) -> &[Listed] {
        match &self.index {
            Loading::Ready(index) => &index.samples,
            Loading::Pending | Loading::Failed(_) => &[],
        }
    }

    /// The first thing that did not come, and why.
    pub fn failure(&self) -> Option<&str> {
        let failed = self.stories.iter().find_map(|shelf| match &shelf.script {
            Loading::Failed(reason) => Some(reason.as_str()),
            Loading::Pending | Loading::Ready(_) => None,
        });
        match &self.index {
            Loading::Failed(reason) => Some(reason),
            Loading::Pending | Loading::Ready(_) => failed,
        }
    }

    /// Whether what a first visit shows is still on its way.
    pub fn is_pending(&self) -> bool {
        match &self.index {
            Loading::Pending => true,
            Loading::Failed(_) => false,
            Loading::Ready(index) => self.stories.iter().any(|shelf| {
                shelf.listed.file == index.first.story && matches!(shelf.script, Loading::Pending)
            }),
        }
    }
}
