//! The lifecycle of a workspace app, as data: stages, and what leads from one to another.
//!
//! The page draws this and nothing else. Not here: when a stage is reached (`change.rs` for the
//! sandbox, `ledger` for events), or where a stage stands on a screen.
//!
//! Source: 001_da8ff31ae8236703.txt, Flow and states.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// Where an app is in its life, as far as its permissions go.
#[derive(
    Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nobody has installed it.
    #[default]
    NotInstalled,
    /// A person installed it, for the first or the nth time.
    Installed,
    /// It waits for things to happen. Where an app spends its life.
    Waiting,
    /// It was added to a resource.
    Added,
    /// It was removed from a resource.
    Removed,
    /// It asks for more permissions.
    Requested,
    /// The person said yes.
    Awarded,
    /// The person said no.
    Rejected,
}

/// A stage with its words.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct StageEntry {
    /// Which stage.
    pub stage: Stage,
    /// A word for the drawing.
    pub label: &'static str,
    /// What it means, in one sentence.
    pub sentence: &'static str,
    /// The heading in the document. Empty for the time before the document's first stage.
    pub heading: &'static str,
    /// Whether the other stages lead back to it.
    pub hub: bool,
}

/// A way from one stage to another.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Transition {
    /// Where it starts.
    pub from: Stage,
    /// Where it ends.
    pub to: Stage,
    /// The event or the act that it is known by. Empty where the app merely goes on waiting.
    pub cause: &'static str,
    /// What happens, in one sentence.
    pub sentence: &'static str,
}

/// Every stage, in the order of the document.
pub const STAGES: &[StageEntry] = &[
    stage(Stage::NotInstalled, "Not installed", "Nobody has installed the app.", ""),
    stage(
        Stage::Installed,
        "Installed",
        "A person installed the app, for the first or the nth time.",
        "A user installs your app for the first (or nth) time",
    ),
    stage(
        Stage::Added,
        "Added",
        "The app was added to a resource.",
        "A user adds your app to a resource",
    ),
    stage(
        Stage::Removed,
        "Removed",
        "The app was removed from a resource; its scopes no longer work there.",
        "A user removes your app from a resource",
    ),
    stage(
        Stage::Requested,
        "Requested",
        "The app asks a person for more permissions, who has not answered.",
        "Your app requests additional permissions",
    ),
    stage(
        Stage::Awarded,
        "Awarded",
        "The person approved what the app asked for.",
        "Your app is awarded or rejected those permissions",
    ),
    stage(
        Stage::Rejected,
        "Rejected",
        "The person declined what the app asked for.",
        "Your app is awarded or rejected those permissions",
    ),
    stage(
        Stage::Waiting,
        "Waiting",
        "The app goes about its work until its permissions change again.",
        "Your app waits for stuff to happen",
    ),
];

/// Every transition.
pub const TRANSITIONS: &[Transition] = &[
    transition(Stage::NotInstalled, Stage::Installed, "install", "A person installs the app."),
    transition(Stage::Waiting, Stage::NotInstalled, "app_uninstalled", "The app is uninstalled."),
    transition(Stage::Waiting, Stage::Installed, "install", "A person installs the app again."),
    transition(Stage::Installed, Stage::Waiting, "", "Installed, the app waits."),
    transition(
        Stage::Waiting,
        Stage::Added,
        "resources_added",
        "A person adds the app to a resource.",
    ),
    transition(Stage::Added, Stage::Waiting, "", "Added, the app waits."),
    transition(
        Stage::Waiting,
        Stage::Removed,
        "resources_removed",
        "A person removes the app from a resource.",
    ),
    transition(Stage::Removed, Stage::Waiting, "", "Removed, the app waits."),
    transition(
        Stage::Waiting,
        Stage::Requested,
        "apps.permissions.request",
        "The app asks a person for more.",
    ),
    transition(Stage::Requested, Stage::Awarded, "scope_granted", "The person approves."),
    transition(Stage::Requested, Stage::Rejected, "scope_denied", "The person declines."),
    transition(
        Stage::Requested,
        Stage::Waiting,
        "no answer",
        "The person does not answer, and no event is sent.",
    ),
    transition(Stage::Awarded, Stage::Waiting, "", "Awarded, the app waits."),
    transition(Stage::Rejected, Stage::Waiting, "", "Rejected, the app waits."),
];

impl Stage {
    /// Slack has no name for stages; this is ours: `not_installed`.
    pub fn label(self) -> &'static str {
        STAGES.iter().find(|entry| entry.stage == self).map_or("", |entry| entry.label)
    }

    /// The way that a step took which led here from this stage and there again. Who comes to the
    /// same stage again went by the hub; empty where nothing leads there.
    pub fn round_trip(self) -> Vec<Transition> {
        let Some(hub) = STAGES.iter().find(|entry| entry.hub) else { return Vec::new() };
        let (out, back) = (self.way_to(hub.stage), hub.stage.way_to(self));
        if out.is_empty() || back.is_empty() || self == Self::NotInstalled {
            return Vec::new();
        }
        out.into_iter().chain(back).collect()
    }

    /// The shortest way to another stage, as transitions in order. Empty if it is the same.
    ///
    /// ```
    /// use grantscope::Stage;
    ///
    /// let way: Vec<Stage> = Stage::Added.way_to(Stage::Removed).iter().map(|step| step.to).collect();
    /// assert_eq!(way, [Stage::Waiting, Stage::Removed]);
    /// ```
    pub fn way_to(self, goal: Self) -> Vec<Transition> {
        let mut ways: VecDeque<(Self, Vec<Transition>)> = VecDeque::from([(self, Vec::new())]);
        let mut seen = vec![self];
        while let Some((stage, way)) = ways.pop_front() {
            if stage == goal {
                return way;
            }
            for step in TRANSITIONS.iter().filter(|step| step.from == stage) {
                if !seen.contains(&step.to) {
                    seen.push(step.to);
                    let longer = way.iter().copied().chain([*step]).collect();
                    ways.push_back((step.to, longer));
                }
            }
        }
        Vec::new()
    }
}

const fn stage(
    stage: Stage,
    label: &'static str,
    sentence: &'static str,
    heading: &'static str,
) -> StageEntry {
    StageEntry { stage, label, sentence, heading, hub: matches!(stage, Stage::Waiting) }
}

const fn transition(
    from: Stage,
    to: Stage,
    cause: &'static str,
    sentence: &'static str,
) -> Transition {
    Transition { from, to, cause, sentence }
}
