//! The worlds that a story can be played in besides its own: on another day, as another document has it,
//! with another app or cast; those first in which it begins the same way and then goes differently.
//!
//! Not here: what differs (`grantscope-explore`), and how that is shown (`beside.rs`).

use grantscope::{
    App, AppKind, Cast, Distribution, Milestone, SWITCHES, Sandbox, Script, read_script,
};
use grantscope_explore::{Divergence, divergence};

use super::Place;
use crate::words;

/// A story of more steps is not tried in every world beforehand.
const MOST_TRIED: usize = 60;

/// What is different in the other world.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Other {
    /// It begins on the day on which something changed.
    Day(Milestone),
    /// Where documents contradict each other, another one is followed: the switch and its setting.
    Reading(&'static str, &'static str),
    /// The app is of another kind, for others, or its tokens live otherwise.
    App(AppChange),
    /// The cast of another story, by its title.
    Cast(String, Box<Cast>),
}

/// What of an app can be otherwise.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum AppChange {
    Kind,
    Distribution,
    Rotation,
}

/// A world, and the step at which the story goes differently there: nothing if that was not tried, or it
/// goes the same way.
pub(super) struct World {
    pub(super) other: Other,
    pub(super) differs_at: Option<usize>,
}

/// The worlds, and whether the story was tried in each.
pub(super) struct Worlds {
    pub(super) all: Vec<World>,
    pub(super) tried: bool,
}

impl Worlds {
    /// Those in which the story's world can be at all, and the casts that one brought.
    pub(super) fn of(place: &Place, brought: &[(String, Cast)]) -> Self {
        let script = place.sandbox.script();
        let tried = script.inputs.len() <= MOST_TRIED;
        let own = script.cast.clone();
        let mut all: Vec<World> = Vec::new();
        let mut casts = vec![own.clone()];
        for other in others(place, brought) {
            let Ok(cast) = other.cast(&own) else { continue };
            if casts.contains(&cast) || Sandbox::new(cast.clone()).is_err() {
                continue;
            }
            let found = if tried { divergence(&script, &cast).ok().flatten() } else { None };
            let differs_at = found.map(|found| found.step);
            casts.push(cast);
            all.push(World { other, differs_at });
        }
        all.sort_by_key(|world| usefulness(world.differs_at));
        Self { all, tried }
    }
}

/// Of worlds that differ at the first step there is nothing of the story to compare: they come after
/// those in which it begins the same way.
const fn usefulness(differs_at: Option<usize>) -> (u8, usize) {
    match differs_at {
        None => (2, 0),
        Some(0) => (1, 0),
        Some(step) => (0, step),
    }
}

fn others(place: &Place, brought: &[(String, Cast)]) -> Vec<Other> {
    let cast = |(title, cast): &(String, Cast)| Other::Cast(title.clone(), Box::new(cast.clone()));
    let own = place.names.catalogue();
    // What happened to Slack, and what its documents say, is of Slack's own system.
    let of_slack = own.is_slacks();
    let days = Milestone::ALL
        .iter()
        .copied()
        .filter(move |day| of_slack && day.entry().effective)
        .map(Other::Day);
    let readings = SWITCHES.iter().filter(|_| of_slack).flat_map(|switch| {
        let others = switch.choices.iter().skip(1);
        others.map(|choice| Other::Reading(switch.name, choice))
    });
    let apps = [AppChange::Kind, AppChange::Distribution, AppChange::Rotation];
    let apps = apps.into_iter().filter(|it| of_slack || *it != AppChange::Kind).map(Other::App);
    let stories = place.stories.iter().filter(|story| story.cast.catalogue == own);
    let stories = stories.map(|story| (story.title.clone(), story.cast.clone()));
    let stories: Vec<(String, Cast)> = stories.collect();
    let brought = brought.iter().map(cast);
    brought.chain(days).chain(readings).chain(apps).chain(stories.iter().map(cast)).collect()
}

impl Other {
    pub(super) fn label(&self, cast: &Cast) -> String {
        match self {
            Self::Day(day) => {
                let entry = day.entry();
                words::on_the_day(day.date().milliseconds(), entry.exact, entry.sentence)
            }
            Self::Reading(name, choice) => {
                let sentence = SWITCHES.iter().find(|switch| switch.name == *name);
                words::as_read(sentence.map_or("", |switch| switch.sentence), choice)
            }
            Self::App(change) => change.label(&change.of(&cast.app)).to_owned(),
            Self::Cast(title, _) => words::other_cast(title),
        }
    }

    pub(super) fn cast(&self, cast: &Cast) -> Result<Cast, String> {
        match self {
            Self::Day(day) => Ok(Cast { date: day.date().milliseconds() / 1000, ..cast.clone() }),
            Self::Reading(name, choice) => {
                let dialect = format!("{{\"{name}\":\"{choice}\"}}");
                let dialect = read_script(&dialect).map_err(|problem| problem.to_string())?;
                Ok(Cast { dialect, ..cast.clone() })
            }
            Self::App(change) => Ok(Cast { app: change.of(&cast.app), ..cast.clone() }),
            Self::Cast(_, cast) => Ok(Cast::clone(cast)),
        }
    }
}

impl AppChange {
    const fn label(self, app: &App) -> &'static str {
        match self {
            Self::Kind => words::app_of_kind(app.kind),
            Self::Distribution => words::app_for(app.distribution),
            Self::Rotation => words::app_with_tokens(app.rotation),
        }
    }

    fn of(self, app: &App) -> App {
        let app = app.clone();
        match self {
            Self::Kind => {
                let kind = match app.kind {
                    AppKind::Workspace => AppKind::Classic,
                    AppKind::Classic => AppKind::Workspace,
                };
                App { kind, ..app }
            }
            Self::Distribution => {
                let distribution = match app.distribution {
                    Distribution::Internal => Distribution::Distributed,
                    Distribution::Distributed => Distribution::Internal,
                };
                App { distribution, ..app }
            }
            Self::Rotation => App { rotation: !app.rotation, ..app },
        }
    }
}

/// The first step at which a story goes differently in another world.
pub(super) fn found(script: &Script, other: &Other) -> Result<Option<Divergence>, String> {
    let other = other.cast(&script.cast)?;
    divergence(script, &other).map_err(|error| error.to_string())
}
