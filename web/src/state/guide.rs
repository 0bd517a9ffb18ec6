//! What leads the reader: the tour or a challenge, one at a time. The reader's own work waits
//! meanwhile, and comes back when it is over.
//!
//! Not here: what the tour (`tour.rs`) and the challenges (`challenge.rs`) consist of.

use grantscope::Question;

use super::challenge::{Challenge, Progress, Quest, Score, Solved};
use super::tour::{Chapter, Look, Stop, Tour};
use super::{Branches, Drive, Extra, Loading, Mode, Overlay, Pane, State, Tab, Term, Turn, Work};
use crate::words;

/// What leads the reader.
#[derive(Clone, Debug, Default)]
pub struct Guide {
    /// What, if anything does.
    pub on: Option<Led>,
    /// The stop of the tour that was seen last, counted from zero.
    pub last_stop: Option<usize>,
    /// The challenges that were solved.
    pub solved: Solved,
    /// Whether the reader is asked if that is to end.
    pub asks: bool,
    /// The reader's own work.
    home: Option<Home>,
}

/// What leads the reader.
#[derive(Clone, Debug)]
pub enum Led {
    /// The tour.
    Tour {
        /// At this stop, counted from zero.
        stop: usize,
        /// Whether its world is shown. Before, its story is on its way.
        entered: bool,
    },
    /// A challenge.
    Challenge {
        /// Which, counted from zero.
        number: usize,
        /// How it began. Before, its story is on its way.
        quest: Option<Quest>,
    },
}

/// What was shown before.
#[derive(Clone, Debug)]
pub(super) struct Home {
    pub(super) work: Work,
    pub(super) question: Question,
    pub(super) mode: Mode,
    pub(super) tab: Tab,
    pane: Pane,
}

/// What can happen to what leads the reader.
#[derive(Clone, Debug)]
pub enum Action {
    /// What an earlier visit remembers: the stop that was seen last, and what was solved.
    Remember(Option<usize>, Solved),
    /// The tour came, or did not.
    TourArrived(Result<Tour, String>),
    /// The challenges came, or did not.
    ChallengesArrived(Result<Vec<Challenge>, String>),
    /// The glossary came, or did not.
    GlossaryArrived(Result<Vec<Term>, String>),
    /// The tour is to go to a stop, counted from zero.
    GoTo(usize),
    /// A challenge is taken or begun anew, counted from zero.
    Take(usize),
    /// The shortest way is to be shown.
    ShowWay,
    /// The reader goes back to work of their own.
    Leave,
    /// The same, but is asked first if something was done. Asked already, the reader stays.
    AskToLeave,
    /// It is over; the challenges are shown.
    Finish,
}

/// The stop of the tour that is shown.
#[derive(Clone, Copy, Debug)]
pub struct AtStop<'a> {
    /// Its number, counted from zero.
    pub number: usize,
    /// How many there are.
    pub stops: usize,
    /// Its chapter.
    pub chapter: &'a Chapter,
    /// The stop.
    pub stop: &'a Stop,
    /// Whether something else was done than what is asked for.
    pub strayed: bool,
}

/// The challenge that somebody has taken.
#[derive(Clone, Copy, Debug)]
pub struct Taken<'a> {
    /// Its number, counted from zero.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// The challenge.
    pub challenge: &'a Challenge,
    /// Whether the way was shown.
    pub shown: bool,
    /// How it stands.
    pub score: Score,
}

impl Guide {
    /// How many permissions more than needed the best way took that solved a challenge.
    pub fn best(&self, challenge: &str) -> Option<u64> {
        self.solved.iter().find(|(solved, _)| solved == challenge).map(|(_, more)| *more)
    }
}

impl State {
    /// The stop of the tour that is shown, if its world is.
    pub fn stop(&self) -> Option<AtStop<'_>> {
        let (Some(Led::Tour { stop: number, entered: true }), Loading::Ready(tour)) =
            (&self.guide.on, &self.library.tour)
        else {
            return None;
        };
        let (chapter, stop) = tour.stop(*number)?;
        let strayed = stop.task.is_some() && self.drive().steps() > stop.step;
        Some(AtStop { number: *number, stops: tour.stops(), chapter, stop, strayed })
    }

    /// The challenge that somebody has taken, if its world is shown.
    pub fn taken(&self) -> Option<Taken<'_>> {
        let (Some(Led::Challenge { number, quest: Some(quest) }), Loading::Ready(challenges)) =
            (&self.guide.on, &self.library.challenges)
        else {
            return None;
        };
        let challenge = challenges.get(*number)?;
        let score = quest.score(challenge, self.drive())?;
        let (count, shown) = (challenges.len(), quest.shown);
        Some(Taken { number: *number, count, challenge, shown, score })
    }

    /// Whether the reader is to find out what would repair a denial.
    pub fn is_challenged(&self) -> bool {
        matches!(&self.guide.on, Some(Led::Challenge { quest, .. })
            if quest.as_ref().is_none_or(|quest| !quest.shown))
    }

    /// The file that is wanted and has not come.
    pub fn wants(&self) -> Option<Extra> {
        let challenges = matches!(self.library.challenges, Loading::Pending);
        match (&self.guide.on, &self.overlay) {
            (Some(Led::Tour { .. }), _) if matches!(self.library.tour, Loading::Pending) => {
                Some(Extra::Tour)
            }
            (Some(Led::Challenge { .. }), _) | (_, Some(Overlay::Challenges)) if challenges => {
                Some(Extra::Challenges)
            }
            (_, Some(Overlay::Glossary | Overlay::Term(_)))
                if matches!(self.library.glossary, Loading::Pending) =>
            {
                Some(Extra::Glossary)
            }
            _ => None,
        }
    }

    /// What is to be looked at.
    pub fn look(&self) -> Option<Look> {
        self.stop().map(|at| at.stop.look)
    }

    /// The reader's own work: what is shown, or what waits until the tour or the challenge is over.
    pub(super) fn own(&self) -> Home {
        self.guide.home.clone().unwrap_or_else(|| Home {
            work: self.work.clone(),
            question: self.drive_question.clone(),
            mode: self.mode,
            tab: self.tab,
            pane: self.pane,
        })
    }

    pub(super) fn lead(&mut self, action: Action) {
        let asked = std::mem::take(&mut self.guide.asks);
        match action {
            Action::Remember(stop, solved) => {
                self.guide.last_stop = stop;
                self.guide.solved = solved;
            }
            Action::TourArrived(tour) => self.library.tour = Loading::of(tour),
            Action::ChallengesArrived(challenges) => {
                self.library.challenges = Loading::of(challenges);
            }
            Action::GlossaryArrived(glossary) => self.library.glossary = Loading::of(glossary),
            Action::GoTo(stop) => self.set_out(Led::Tour { stop, entered: false }),
            Action::Take(number) => self.set_out(Led::Challenge { number, quest: None }),
            Action::ShowWay => self.show_way(),
            Action::AskToLeave if asked => {}
            Action::AskToLeave if self.would_lose_steps() => self.guide.asks = true,
            Action::Leave | Action::AskToLeave => self.leave(),
            Action::Finish => {
                self.leave();
                self.guide.last_stop = None;
                self.overlay = Some(Overlay::Challenges);
            }
        }
        self.enter();
    }

    /// Goes on where the reader did what was asked for.
    pub(super) fn see_what_was_done(&mut self) {
        let solved = self.taken().and_then(|taken| match taken.score.state {
            Progress::Solved(more) if !taken.shown => Some((taken.challenge.id.clone(), more)),
            Progress::Solved(_) | Progress::Open | Progress::Elsewhere => None,
        });
        if let Some((id, more)) = solved {
            let best = self.guide.best(&id).map_or(more, |best| more.min(best));
            self.guide.solved.retain(|(solved, _)| *solved != id);
            self.guide.solved.push((id, best));
        }
        let done = self.stop().and_then(|at| {
            let task = at.stop.task.as_ref()?;
            task.until.holds(self).then_some(at.number)
        });
        if let Some(number) = done {
            let goes_on = self.goes_on_at(number + 1);
            self.guide.on = Some(Led::Tour { stop: number + 1, entered: goes_on });
            self.guide.last_stop = Some(number + 1);
            self.look_around();
            self.enter();
        }
    }

    /// Whether a stop is the moment that the reader has come to by doing what was asked for.
    fn goes_on_at(&self, number: usize) -> bool {
        let Loading::Ready(tour) = &self.library.tour else { return false };
        let next = tour.stop(number).map(|(_, stop)| (Some(&stop.story), stop.step));
        next == Some((self.drive().story.as_ref(), self.drive().steps()))
    }

    /// Shows the world that the reader is led to, once its story is there.
    pub(super) fn enter(&mut self) {
        let Some(world) = self.world_ahead() else { return };
        match world {
            Err(reason) => {
                self.leave();
                self.notice = Some(words::broken_story(&reason));
            }
            Ok(drive) => {
                let mut guide = std::mem::take(&mut self.guide);
                self.mode = Mode::Drive;
                self.playing = false;
                self.work = Work::of(Branches::of(drive));
                self.after_new_world();
                match &mut guide.on {
                    Some(Led::Tour { entered, .. }) => *entered = true,
                    Some(Led::Challenge { number, quest }) => {
                        *quest = self.library.challenge(*number).map(|challenge| {
                            self.drive_question = challenge.question.clone();
                            Quest::begun(&challenge, self.work.drive())
                        });
                        self.tab = Tab::Why;
                    }
                    None => {}
                }
                self.guide = guide;
                self.look_around();
            }
        }
    }

    /// The world that is to be shown next. Nothing if none is, or it is still on its way.
    fn world_ahead(&self) -> Option<Result<Drive, String>> {
        match (&self.guide.on, &self.library.tour) {
            (Some(Led::Tour { stop, entered: false }), Loading::Ready(tour)) => {
                let (_, stop) = tour.stop(*stop)?;
                Some(stop.world(&*self.library.story(&stop.story)?))
            }
            (Some(Led::Challenge { number, quest: None }), _) => {
                let challenge = self.library.challenge(*number)?;
                Some(challenge.world(&*self.library.story(&challenge.story)?))
            }
            _ => None,
        }
    }

    /// Another world is to be opened: it will be the reader's own, and nothing leads any more.
    pub(super) fn come_home(&mut self) {
        self.guide.on = None;
        if let Some(home) = self.guide.home.take() {
            self.work = home.work;
        }
    }

    fn set_out(&mut self, led: Led) {
        self.overlay = None;
        self.guide.home = Some(self.own());
        if let Led::Tour { stop, .. } = &led {
            self.guide.last_stop = Some(*stop);
        }
        self.guide.on = Some(led);
    }

    /// Whether something was done that nothing keeps.
    fn would_lose_steps(&self) -> bool {
        match (&self.guide.on, self.stop()) {
            (Some(Led::Tour { .. }), at) => {
                at.is_some_and(|at| self.drive().steps() > at.stop.step)
            }
            (Some(Led::Challenge { .. }), _) => self.work.can_turn(Turn::Back),
            (None, _) => false,
        }
    }

    fn leave(&mut self) {
        self.guide.on = None;
        let Some(home) = self.guide.home.take() else { return };
        self.work = home.work;
        self.drive_question = home.question;
        self.mode = home.mode;
        self.tab = home.tab;
        self.pane = home.pane;
        self.after_new_world();
    }

    /// Does what the shortest plan says, from where the challenge began.
    fn show_way(&mut self) {
        let Some(Led::Challenge { number, .. }) = self.guide.on else { return };
        self.set_out(Led::Challenge { number, quest: None });
        self.enter();
        if let Some(Led::Challenge { quest: Some(quest), .. }) = &mut self.guide.on {
            quest.shown = true;
        }
        let found = self.taken().and_then(|taken| {
            self.drive().sandbox()?.explain(&taken.challenge.question).ok()?.plan
        });
        if let Some(plan) = found {
            self.act(plan);
        }
    }

    /// Turns the page to what the stop is about.
    fn look_around(&mut self) {
        let Some(AtStop { stop, .. }) = self.stop() else { return };
        let (look, tab, person) = (stop.look, stop.tab, stop.person);
        if let Some(question) = stop.question.clone() {
            self.drive_question = question;
        }
        self.tab = tab.unwrap_or(self.tab);
        self.person = person.or(self.person);
        self.pane = match look {
            Look::Lifecycle | Look::Player => self.pane,
            Look::Grants => Pane::Grants,
            Look::Detail => Pane::Detail,
            Look::Next => Pane::Steps,
        };
    }
}
