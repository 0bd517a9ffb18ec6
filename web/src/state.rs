//! What the page knows, and how it changes: plain data and one function.
//!
//! Not here: anything of the browser (`browser.rs`, `fetch.rs`), and any rule about permissions:
//! what may happen is asked of the model.

mod action;
mod asked;
mod belief;
mod challenge;
mod checkpoints;
mod checks;
mod course;
mod drive;
mod glimpse;
mod glossary;
mod guide;
pub mod keep;
mod kept;
mod library;
mod replay;
mod scene;
mod shown;
mod time;
mod tour;
mod undo;
mod watched;
mod widening;
mod witness;
mod work;

pub use action::Action;
pub use belief::{Belief, Source, Truth};
pub use challenge::{Challenge, Progress, Score, Solved};
pub use checks::{Check, CheckAction, Checked, Checks, MOST_CHECKS};
pub(crate) use course::SENTENCE;
pub use course::{Course, Landmark, LandmarkKind, Leg, Line};
pub use drive::Drive;
pub use glimpse::{Glimpse, Met};
pub use glossary::Term;
pub use guide::{Action as GuideAction, AtStop, Guide, Led, Taken};
pub use keep::Keep;
pub use kept::{Kept, MOST_STEPS};
pub use library::{Extra, Index, Library, Listed, Loading, Shelf};
pub use replay::{Replay, Trouble};
pub use scene::{Answer, Moment, Names, Scene};
pub use shown::{Composer, Mode, Overlay, Pane, Tab};
pub use time::{Pace, Pin, Time, TimeAction};
pub use tour::{Chapter, Look, Stop, Task, Tour, Until};
pub use undo::{Beside, Turn};
pub use watched::{WatchAction, Watched};
pub use widening::Widening;
pub use witness::Witness;
pub use work::{Branch, Branches, Origin, Parting, Work};

use std::rc::Rc;

use grantscope::{Call, Catalogue, Input, Question, Script, UserId};
use yew::Reducible;

use asked::first_question;

use crate::words;

/// Everything that the page knows.
#[derive(Clone)]
pub struct State {
    /// Which of the two things one is doing.
    pub mode: Mode,
    /// The stories and samples that there are.
    pub library: Library,
    /// The sandbox that one drives, with its branches.
    pub work: Work,
    /// The events that one replays.
    pub replay: Replay,
    /// What is written and not read yet, while it is not shown.
    pub draft: Rc<str>,
    /// The call that is written and not sent yet, while it is not shown.
    pub call: Option<Box<Call>>,
    /// How one goes through time.
    pub time: Time,
    /// The call that the verdict of the sandbox is about.
    pub drive_question: Question,
    /// The call that the verdict of the replay is about.
    pub replay_question: Question,
    /// The questions that are asked again at every step.
    pub checks: Checks,
    /// How many worlds there were: what was chosen in one has no meaning in the next.
    pub world: usize,
    /// What the detail shows.
    pub tab: Tab,
    /// What lies over the page.
    pub overlay: Option<Overlay>,
    /// What a narrow screen shows below the picture.
    pub pane: Pane,
    /// What leads the reader: the tour, a challenge, or nothing.
    pub guide: Guide,
    /// The kind of resource of which more is shown than stands side by side.
    pub widening: Option<Widening>,
    /// A command that lacks something a person chooses.
    pub composer: Option<Composer>,
    /// Who acts, where a person does. Without it: the first.
    pub person: Option<UserId>,
    /// Whether the story goes on by itself.
    pub playing: bool,
    /// What is to be said about keeping and sharing.
    pub keep: Keep,
    /// The emulator that served this page, if one did.
    pub watched: Option<Watched>,
    /// The permission system that is written and not begun in yet, if one is.
    pub system: Option<Rc<str>>,
    /// Why something that was wished did not happen.
    pub notice: Option<String>,
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = Rc::unwrap_or_clone(self);
        state.take(action);
        Rc::new(state)
    }
}

impl Default for State {
    fn default() -> Self {
        let work = Work::default();
        let question = first_question(work.drive());
        Self {
            mode: Mode::default(),
            library: Library::default(),
            work,
            replay: Replay::default(),
            draft: Rc::default(),
            call: None,
            time: Time::default(),
            replay_question: Question { channel: None, ..question.clone() },
            drive_question: question,
            checks: Checks::default(),
            world: 0,
            tab: Tab::default(),
            overlay: None,
            guide: Guide::default(),
            pane: Pane::default(),
            widening: None,
            composer: None,
            person: None,
            playing: false,
            keep: Keep::default(),
            watched: None,
            system: None,
            notice: None,
        }
    }
}

impl State {
    /// Lets something happen to the page.
    pub fn take(&mut self, action: Action) {
        let kept = matches!(&action, Action::Keep(text) if *text == self.draft);
        self.keep.changes += usize::from(action.is_saved() && !kept);
        match action {
            Action::IndexArrived(index) => self.index_arrived(index),
            Action::StoryArrived(file, story) => self.story_arrived(&file, *story),
            Action::FetchAgain => self.library = self.library.again(),
            Action::OpenStory(file) => self.open_story(&file, 1),
            Action::StartEmpty => self.start_empty(),
            Action::StartIn(catalogue) => self.start_in(catalogue),
            Action::KeepSystem(text) => self.system = Some(text),
            Action::Go(step) => self.go(step),
            Action::Play(playing) => self.play(playing),
            Action::Tick => self.tick(),
            Action::Do(inputs) => self.act(inputs),
            Action::Read(text) => self.read(&text),
            Action::Unreadable(reason) => self.replay.trouble = Some(Trouble::plain(reason)),
            Action::Keep(text) => self.keep(text),
            Action::KeepCall(call) => self.call = Some(call),
            Action::ReplayHeard => self.show_belief(Replay::of_heard(self.drive())),
            Action::Compare(text) => self.show_belief(self.replay.compared(&text)),
            Action::Turn(mode) => self.turn(mode),
            Action::Ask(question) => self.ask(question),
            Action::Check(action) => self.check(action),
            Action::ShowTab(tab) => self.tab = tab,
            Action::ShowPane(pane) => self.pane = pane,
            Action::Widen(widening) => self.widening = widening,
            Action::Lay(overlay) => self.lay(overlay),
            Action::Time(action) => self.turn_time(action),
            Action::ShowBranch(branch) => self.show_branch(branch),
            Action::Undo => self.turn_back(Turn::Back),
            Action::Redo => self.turn_back(Turn::On),
            Action::Compose(composer) => self.compose(composer),
            Action::Become(user) => self.person = Some(user),
            Action::Keeping(action) => self.keeping(action),
            Action::Watch(action) => self.watch(action),
            Action::Dismiss => self.notice = None,
            Action::Guide(action) => self.lead(action),
        }
        self.see_what_was_done();
    }

    /// The sandbox that one drives, as the branch that is shown has it.
    pub fn drive(&self) -> &Drive {
        self.work.drive()
    }

    /// The call that the verdict is about.
    pub fn question(&self) -> &Question {
        match self.mode {
            Mode::Drive => &self.drive_question,
            Mode::Replay => &self.replay_question,
        }
    }

    /// The permission system of what is shown.
    pub fn catalogue(&self) -> Catalogue {
        match self.mode {
            Mode::Drive => self.drive().catalogue(),
            Mode::Replay => self.replay.catalogue(),
        }
    }

    /// How many steps there are.
    pub fn steps(&self) -> usize {
        match self.mode {
            Mode::Drive => self.drive().steps(),
            Mode::Replay => self.replay.steps(),
        }
    }

    /// How many steps lie before the moment that is shown.
    pub fn at(&self) -> usize {
        match self.mode {
            Mode::Drive => self.drive().at,
            Mode::Replay => self.replay.at,
        }
    }

    /// Who acts, where a person does.
    pub fn actor(&self) -> Option<UserId> {
        let people = &self.drive().view().people;
        let known = self.person.filter(|user| people.iter().any(|person| person.id == *user));
        known.or_else(|| people.first().map(|person| person.id))
    }

    /// Whether the page still waits for what a first visit shows.
    pub fn is_waiting(&self) -> bool {
        self.mode == Mode::Drive && self.drive().is_untouched() && self.library.is_pending()
    }

    fn index_arrived(&mut self, index: Result<Index, String>) {
        self.library.index_arrived(index);
        if let (Some(first), 0) = (self.library.first(), self.replay.steps()) {
            self.replay_question.method = first.question.method;
        }
    }

    fn story_arrived(&mut self, file: &str, story: Result<Script, String>) {
        self.library.story_arrived(file, story);
        self.open_first_story();
        // Whoever is led may have waited for just this one.
        self.enter();
    }

    /// Where nothing else was opened, and the first story is there.
    fn open_first_story(&mut self) {
        if !self.drive().is_untouched() || self.keep.awaits {
            return;
        }
        if let Some(first) = self.library.first() {
            self.open_story(&first.story, first.steps);
            if !self.drive().is_untouched() {
                self.drive_question = first.question;
                self.tab = Tab::Why;
            }
        }
    }

    fn open_story(&mut self, file: &str, steps: usize) {
        let Some(script) = self.library.story(file) else { return };
        match Drive::of_story(file, &script) {
            Err(reason) => self.notice = Some(words::broken_story(&reason)),
            Ok(drive) => {
                self.come_home();
                self.work.replace(Branches::of(drive), None);
                self.mode = Mode::Drive;
                if let Some(question) = self.library.question(file) {
                    self.drive_question = question.clone();
                }
                self.go(steps);
                self.after_new_world();
            }
        }
    }

    fn start_empty(&mut self) {
        match self.mode {
            Mode::Drive => self.start_in(self.drive().catalogue()),
            Mode::Replay => {
                self.replay.replace(Replay::of(self.drive().catalogue()));
                self.after_other_events();
            }
        }
    }

    fn start_in(&mut self, catalogue: Catalogue) {
        self.mode = Mode::Drive;
        self.come_home();
        self.work.replace(Branches::of(Drive::empty(catalogue)), None);
        self.after_new_world();
    }

    /// What was chosen in the world before has no meaning in this one.
    fn after_new_world(&mut self) {
        self.ask_what_there_is();
        self.playing = false;
        self.composer = None;
        self.call = None;
        self.overlay = None;
        self.widening = None;
        self.notice = None;
        self.world += 1;
        self.time.pin = None;
        let view = self.drive().view();
        let names = self.drive().names_at(self.drive().at);
        let known = |channel: &String| {
            names.conversation(channel).is_some_and(|found| found.id.to_string() == *channel)
        };
        if !self.drive_question.channel.as_ref().is_some_and(known) {
            self.drive_question.channel = view.conversations.first().map(|it| it.id.to_string());
        }
    }

    fn go(&mut self, step: usize) {
        let step = step.min(self.steps());
        match self.mode {
            Mode::Drive => {
                self.work.look_at(step);
                self.after_another_moment();
            }
            Mode::Replay => {
                self.replay.at = step;
                self.notice = None;
            }
        }
    }

    fn play(&mut self, playing: bool) {
        if playing && self.at() == self.steps() {
            self.go(0);
        }
        self.playing = playing && self.steps() > 0;
    }

    fn tick(&mut self) {
        if self.playing {
            self.go(self.at() + 1);
            self.playing = self.at() < self.steps();
        }
    }

    fn act(&mut self, inputs: Vec<Input>) {
        self.playing = false;
        if self.hands_over(&inputs) {
            return;
        }
        self.act_here(inputs);
        if self.notice.is_none() && self.watched.is_some() {
            self.notice = Some(words::ONLY_HERE.to_owned());
        }
    }

    fn act_here(&mut self, inputs: Vec<Input>) {
        let asked_before = self.drive().view().prompts.len();
        match self.work.act(inputs) {
            Err(reason) => self.notice = Some(words::cannot_happen(&reason)),
            Ok(()) => {
                self.after_another_moment();
                if self.drive().view().prompts.len() > asked_before {
                    self.pane = Pane::Detail;
                }
            }
        }
    }

    fn show_branch(&mut self, branch: usize) {
        self.work.show(branch);
        self.after_another_moment();
    }

    fn after_another_moment(&mut self) {
        self.ask_what_the_app_asked(self.drive().at);
        self.composer = None;
        self.notice = None;
    }

    fn read(&mut self, text: &str) {
        let none = Replay::of(self.drive().catalogue());
        let goes_on = self.replay.steps() > 0 && self.replay.catalogue() == none.catalogue();
        let before = if goes_on { &self.replay } else { &none };
        match before.after(text) {
            Err(trouble) => self.replay.trouble = Some(trouble),
            Ok(replay) => {
                self.mode = Mode::Replay;
                self.playing = false;
                self.tab = Tab::Step;
                self.replay.replace(replay);
                self.ask_what_there_is();
            }
        }
    }

    /// The text that is wrong is what is written, or was taken away.
    fn keep(&mut self, text: Rc<str>) {
        self.draft = text;
        if let Some(trouble) = &mut self.replay.trouble {
            trouble.text = Rc::default();
        }
    }

    fn show_belief(&mut self, replay: Result<Replay, Trouble>) {
        match replay {
            Err(trouble) => self.replay.trouble = Some(trouble),
            Ok(replay) => {
                self.replay.replace(replay);
                self.ask_what_there_is();
                self.turn(Mode::Replay);
                self.tab = Tab::Belief;
                self.pane = Pane::Detail;
            }
        }
    }

    fn turn(&mut self, mode: Mode) {
        self.mode = mode;
        self.playing = false;
        self.composer = None;
        self.notice = None;
        if mode == Mode::Replay && self.replay.steps() == 0 {
            self.pane = Pane::Steps;
        }
    }

    /// Who emptied the permission system finds one to begin from the next time.
    fn lay(&mut self, overlay: Option<Overlay>) {
        self.system = self.system.take().filter(|text| !text.trim().is_empty());
        self.overlay = overlay;
    }

    fn compose(&mut self, composer: Option<Composer>) {
        if composer.is_some() {
            self.pane = Pane::Detail;
        }
        self.composer = composer;
    }
}
