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

use std::collections::BTreeMap;

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
    search(Trial::of(workspace), goal)
        .map(|trial| trial.inputs)
        .ok_or_else(|| NoPlan::of(goal, NoPlanReason::NothingHelps))
}

/// What a trial took. The least comes first; `number` keeps equals apart, in the order in which
/// they were tried.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
struct Cost {
    commands: usize,
    permissions: u64,
    ways: Vec<Way>,
    number: usize,
}

fn search(start: Trial, goal: Goal) -> Option<Trial> {
    let held = start.permissions();
    let mut shortest = usize::MAX;
    let mut tried: usize = 0;
    let mut open = BTreeMap::new();
    open.insert(Cost::default(), start);
    while let Some((cost, trial)) = open.pop_first() {
        let lacks = goal.lacks(&trial.workspace);
        if is_reached(&trial, goal) {
            return Some(trial);
        }
        for way in WAYS {
            if cost.commands.saturating_add(way.least(&trial, goal)) > shortest {
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
                    open.insert(Cost { commands, permissions, ways, number: tried }, next);
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
