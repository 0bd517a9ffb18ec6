//! The shortest way to repair a denial: inputs after which the same call is allowed.
//!
//! A search, the cheapest first, over the few ways that can matter for one method and target
//! (`plan/ways.rs`), each tried on a copy by the same rules: a plan that is returned works. The
//! fewest commands win, then the fewest permissions, then the order of [`Way`]. Every way has to
//! bring something that the call lacks, so that a plan has at most three of them. Not here: what
//! is missing (`model/verdict.rs`).

mod consent;
mod goal;
mod no_plan;
mod trial;
mod ways;

pub use no_plan::{NoPlan, NoPlanReason};

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::explain::verdict;
use crate::model::workspace::Workspace;
use crate::model::{Input, Method, Target};
use goal::Goal;
use trial::Trial;
use ways::{WAYS, Way};

/// Inputs after which the call is allowed.
///
/// # Errors
/// Why there are none.
pub(super) fn plan(
    workspace: &Workspace,
    method: Method,
    target: Target,
) -> Result<Vec<Input>, NoPlan> {
    let goal = Goal { method, target };
    if let Some(reason) = no_plan::known(workspace, goal) {
        return Err(reason);
    }
    search(Trial::of(workspace), goal, Fewest::Commands)
        .map(|trial| trial.inputs)
        .ok_or_else(|| NoPlan::of(goal, NoPlanReason::NothingHelps))
}

/// How many permissions the plan grants that grants the fewest. Nothing if there is none.
pub(super) fn fewest_permissions(
    workspace: &Workspace,
    method: Method,
    target: Target,
) -> Option<u64> {
    let (start, goal) = (Trial::of(workspace), Goal { method, target });
    if no_plan::known(workspace, goal).is_some() {
        return None;
    }
    let held = start.permissions();
    let found = search(start, goal, Fewest::Permissions)?;
    Some(found.permissions().saturating_sub(held))
}

/// What is to be as little as possible, before the other.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Fewest {
    Commands,
    Permissions,
}

/// What a trial took. The least comes first; `number` keeps equals apart, in the order in which
/// they were tried.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
struct Cost {
    first: u64,
    then: u64,
    ways: Vec<Way>,
    number: usize,
}

/// What has still to be tried, the cheapest first.
struct Open {
    cost: Cost,
    trial: Trial,
}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.cmp(&self.cost)
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cost == other.cost
    }
}

impl Eq for Open {}

fn search(start: Trial, goal: Goal, fewest: Fewest) -> Option<Trial> {
    let held = start.permissions();
    let mut shortest = usize::MAX;
    let mut tried: usize = 0;
    let mut open = BinaryHeap::from([Open { cost: Cost::default(), trial: start }]);
    while let Some(Open { cost, trial }) = open.pop() {
        let lacks = goal.lacks(&trial.workspace);
        if is_reached(&trial, goal) {
            return Some(trial);
        }
        for way in WAYS {
            let least = trial.inputs.len().saturating_add(way.least(&trial, goal));
            if fewest == Fewest::Commands && least > shortest {
                continue;
            }
            for next in way.tried(&trial, goal, lacks) {
                let commands = next.inputs.len();
                if is_reached(&next, goal) {
                    shortest = shortest.min(commands);
                }
                if goal.lacks(&next.workspace).count() < lacks.count() {
                    tried = tried.saturating_add(1);
                    let permissions = next.permissions().saturating_sub(held);
                    let ways = cost.ways.iter().copied().chain([way]).collect();
                    let commands = u64::try_from(commands).unwrap_or(u64::MAX);
                    let (first, then) = match fewest {
                        Fewest::Commands => (commands, permissions),
                        Fewest::Permissions => (permissions, commands),
                    };
                    let cost = Cost { first, then, ways, number: tried };
                    open.push(Open { cost, trial: next });
                }
            }
        }
    }
    None
}

fn is_reached(trial: &Trial, goal: Goal) -> bool {
    goal.lacks(&trial.workspace).count() == 0
        && verdict(&trial.workspace, goal.method, goal.target).allowed
}
