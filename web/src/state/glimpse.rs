//! A story seen from afar: the way that it takes, and how one question is answered at its end.
//!
//! Made from the model by telling the story once. Not here: how it is drawn.

use std::rc::Rc;

use grantscope::{HalfState, Question, Sandbox, Script, Stage};

use super::Course;

/// What is left of a story when one has heard it.
#[derive(Clone, Debug, PartialEq)]
pub struct Glimpse {
    /// The stage at its end.
    pub stage: Stage,
    /// Every way that it took, as pairs of stages.
    pub walked: Vec<(Stage, Stage)>,
    /// How its question is answered at the end. Nothing if the story asks none.
    pub answer: Option<Met>,
}

/// Whether a scope and a resource met.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Met {
    /// Whether the call passes.
    pub allowed: bool,
    /// What the app may do.
    pub scope: HalfState,
    /// Where it may do it.
    pub resource: HalfState,
}

impl Glimpse {
    /// Tells a story. Nothing if it leads nowhere.
    pub(super) fn of(script: &Script, question: Option<&Question>) -> Option<Self> {
        let sandbox = Rc::new(Sandbox::replay(script.clone()).ok()?);
        let answer = question.and_then(|question| Met::at_the_end(&sandbox, question));
        let course = Course::of_sandbox(Some(sandbox));
        let steps = course.steps();
        Some(Self { stage: course.stage_at(steps), walked: course.walked(steps), answer })
    }
}

impl Met {
    fn at_the_end(sandbox: &Sandbox, question: &Question) -> Option<Self> {
        let verdict = sandbox.verdict_at(sandbox.history().len(), question).ok()?;
        let (scope, resource) = (verdict.scope.state, verdict.resource.state);
        Some(Self { allowed: verdict.allowed, scope, resource })
    }
}
