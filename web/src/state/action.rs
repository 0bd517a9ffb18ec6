//! What can happen to the page. Not here: what then changes (`state.rs`).

use std::rc::Rc;

use grantscope::{Call, Catalogue, Input, Question, Script, UserId};

use super::{
    CheckAction, Composer, GuideAction, Index, Mode, Overlay, Pane, Tab, TimeAction, WatchAction,
    Widening, keep,
};

/// What can happen to the page.
#[derive(Clone, Debug)]
pub enum Action {
    /// The list of stories and samples came, or did not.
    IndexArrived(Result<Index, String>),
    /// A story came, or did not.
    StoryArrived(String, Box<Result<Script, String>>),
    /// The files are to be fetched again.
    FetchAgain,
    /// A story is to be opened.
    OpenStory(String),
    /// The sandbox, or the replay, is to be emptied.
    StartEmpty,
    /// An empty sandbox of a permission system is to be begun.
    StartIn(Catalogue),
    /// The permission system that is written is to be kept while it is not shown.
    KeepSystem(Rc<str>),
    /// A moment is to be shown: so many steps after the beginning.
    Go(usize),
    /// The story is to go on by itself, or no more.
    Play(bool),
    /// It goes on by one step.
    Tick,
    /// Inputs are to happen at the moment that is shown.
    Do(Vec<Input>),
    /// A text is to be replayed.
    Read(Rc<str>),
    /// A text could not be fetched or opened, and why.
    Unreadable(String),
    /// What is written is to be kept while it is not shown.
    Keep(Rc<str>),
    /// The call that is written is to be kept while it is not shown.
    KeepCall(Box<Call>),
    /// What the app heard in the sandbox is to be replayed.
    ReplayHeard,
    /// The events are to be compared with the lookup's answer in a text.
    Compare(Rc<str>),
    /// One turns to driving or to replaying.
    Turn(Mode),
    /// A call is asked about, and the answer shown.
    Ask(Question),
    /// A question is to be kept, or no more.
    Check(CheckAction),
    /// The detail is to show something else.
    ShowTab(Tab),
    /// A narrow screen is to show something else.
    ShowPane(Pane),
    /// More of a kind of resource is to be shown, or no more.
    Widen(Option<Widening>),
    /// Something is to lie over the page, or nothing any more.
    Lay(Option<Overlay>),
    /// Something is to happen to time.
    Time(TimeAction),
    /// Another branch of the work is to be shown.
    ShowBranch(usize),
    /// The last change to the work is to be taken back.
    Undo,
    /// The change that was taken back is to be made again.
    Redo,
    /// A command is to be completed, or no more.
    Compose(Option<Composer>),
    /// Somebody else acts.
    Become(UserId),
    /// Something is kept or opened.
    Keeping(keep::Action),
    /// Something is heard from the emulator that served this page, or to be done there.
    Watch(WatchAction),
    /// The notice was read.
    Dismiss,
    /// Something happens to what leads the reader.
    Guide(GuideAction),
}
