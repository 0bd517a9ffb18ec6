//! What leads the reader: the tour or a challenge, one at a time. The reader's own work waits
//! meanwhile, and comes back when it is over.
//!
//! Not here: what the tour (`tour.rs`) and the challenges (`challenge.rs`) consist of.

use grantscope::Question;

use super::tour::{Chapter, Look, Stop, Tour};
use super::{Branches, Extra, Loading, Mode, Overlay, Pane, State, Tab, Work};
use crate::words;

/// What leads the reader.
#[derive(Clone, Debug, Default)]
pub struct Guide {
    /// What, if anything does.
    pub on: Option<Led>,
    /// The stop of the tour that was seen last, counted from zero.
    pub last_stop: Option<usize>,
    /// The reader's own work.
    home: Option<Home>,
}

/// What leads the reader.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Led {
    /// The tour.
    Tour {
        /// At this stop, counted from zero.
        stop: usize,
        /// Whether its world is shown. Before, its story is on its way.
        entered: bool,
    },
}

/// What was shown before.
#[derive(Clone, Debug)]
struct Home {
    work: Work,
    question: Question,
    mode: Mode,
    tab: Tab,
    pane: Pane,
}

/// What can happen to what leads the reader.
#[derive(Clone, Debug)]
pub enum Action {
    /// What an earlier visit remembers.
    Remember {
        /// The stop that was seen last.
        stop: Option<usize>,
    },
    /// The tour came, or did not.
    TourArrived(Result<Tour, String>),
    /// The tour is to go to a stop, counted from zero.
    GoTo(usize),
    /// The reader goes back to work of their own.
    Leave,
    /// The tour is over; the challenges are shown.
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

impl State {
    /// The stop of the tour that is shown, if its world is.
    pub fn stop(&self) -> Option<AtStop<'_>> {
        let (Some(Led::Tour { stop: number, entered: true }), Loading::Ready(tour)) =
            (self.guide.on, &self.library.tour)
        else {
            return None;
        };
        let (chapter, stop) = tour.stop(number)?;
        let strayed = stop.task.is_some() && self.drive().steps() > stop.step;
        Some(AtStop { number, stops: tour.stops(), chapter, stop, strayed })
    }

    /// The file that is wanted and has not come.
    pub fn wants(&self) -> Option<Extra> {
        let leads = matches!(self.guide.on, Some(Led::Tour { .. }));
        (leads && matches!(self.library.tour, Loading::Pending)).then_some(Extra::Tour)
    }

    /// What is to be looked at.
    pub fn look(&self) -> Option<Look> {
        self.stop().map(|at| at.stop.look)
    }

    pub(super) fn lead(&mut self, action: Action) {
        match action {
            Action::Remember { stop } => self.guide.last_stop = stop,
            Action::TourArrived(tour) => {
                self.library.tour_arrived(tour);
                self.enter();
            }
            Action::GoTo(stop) => self.go_to(stop),
            Action::Leave => self.leave(),
            Action::Finish => {
                self.leave();
                self.guide.last_stop = None;
                self.overlay = Some(Overlay::Gallery);
            }
        }
    }

    /// Goes on where the reader did what was asked for.
    pub(super) fn see_what_was_done(&mut self) {
        let done = self.stop().and_then(|at| {
            let task = at.stop.task.as_ref()?;
            task.until.holds(self).then_some((at.number + 1, at.stop.story.clone()))
        });
        let Some((next, story)) = done else { return };
        let goes_on = match &self.library.tour {
            Loading::Ready(tour) => tour
                .stop(next)
                .is_some_and(|(_, stop)| stop.story == story && stop.step == self.drive().steps()),
            Loading::Pending | Loading::Failed(_) => false,
        };
        self.set_out(next);
        if goes_on {
            self.guide.on = Some(Led::Tour { stop: next, entered: true });
            self.look_around();
        } else {
            self.enter();
        }
    }

    /// Shows the stop's world once its story is there.
    pub(super) fn enter(&mut self) {
        let (Some(Led::Tour { stop: number, entered: false }), Loading::Ready(tour)) =
            (self.guide.on, &self.library.tour)
        else {
            return;
        };
        let Some((_, stop)) = tour.stop(number) else { return self.leave() };
        let Some(script) = self.library.story(&stop.story) else { return };
        match stop.world(&script) {
            Err(reason) => {
                self.leave();
                self.notice = Some(words::broken_story(&reason));
            }
            Ok(drive) => {
                self.guide.on = Some(Led::Tour { stop: number, entered: true });
                self.mode = Mode::Drive;
                self.work = Work::of(Branches::of(drive));
                let guide = std::mem::take(&mut self.guide);
                self.after_new_world();
                self.guide = guide;
                self.look_around();
            }
        }
    }

    /// Another world was opened: it is the reader's own, and nothing leads any more.
    pub(super) fn come_home(&mut self) {
        self.guide.on = None;
        if let Some(home) = self.guide.home.take() {
            let opened = std::mem::replace(&mut self.work, home.work);
            self.work.replace(opened.branches().clone());
        }
    }

    fn go_to(&mut self, stop: usize) {
        self.overlay = None;
        if self.guide.home.is_none() {
            self.guide.home = Some(Home {
                work: self.work.clone(),
                question: self.drive_question.clone(),
                mode: self.mode,
                tab: self.tab,
                pane: self.pane,
            });
        }
        self.set_out(stop);
        self.enter();
    }

    fn set_out(&mut self, stop: usize) {
        self.playing = false;
        self.guide.on = Some(Led::Tour { stop, entered: false });
        self.guide.last_stop = Some(stop);
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
