//! A copy of the world on which commands are tried, by the rules that hold for the world itself.

use crate::model::workspace::Workspace;
use crate::model::{Command, ConversationId, Input, ResourceKind, UserId};
use crate::rules::decide;
use crate::sandbox::{follow, permissions};

/// How many people are tried, at most, for something that not everybody may do.
const MOST_PEOPLE: usize = 100;

/// A copy, and the inputs that led there.
#[derive(Clone)]
pub(super) struct Trial {
    pub(super) workspace: Workspace,
    pub(super) inputs: Vec<Input>,
}

impl Trial {
    pub(super) fn of(workspace: &Workspace) -> Self {
        Self { workspace: workspace.clone(), inputs: Vec::new() }
    }

    /// Lets a command happen at once, on another copy. Nothing if it is refused.
    pub(super) fn run(&self, command: Command) -> Option<Self> {
        let decision = decide(&self.workspace, &command).ok()?;
        if decision.reply.as_ref().is_some_and(|reply| reply.error().is_some()) {
            return None;
        }
        let workspace = follow(self.workspace.clone(), &decision.changes);
        let input = Input { after: 0, command };
        Some(Self { workspace, inputs: self.inputs.iter().cloned().chain([input]).collect() })
    }

    /// People who could do something, the likeliest first: those who have a direct message with the
    /// app gain no new one by what they do.
    // Boxed, because four searches would each be compiled with the whole chain.
    pub(super) fn people(&self) -> Box<dyn Iterator<Item = UserId> + '_> {
        let reach = self.workspace.grants().of(ResourceKind::AppHome).reach;
        let homes = self.workspace.homes_by_person();
        let at_home = homes.filter(move |(_, home)| reach.containment(home.id()).is_inside());
        let everybody = self.workspace.cast().people.iter().map(|person| person.id);
        let at_home = at_home.map(|(user, _)| user).take(MOST_PEOPLE);
        Box::new(at_home.chain(everybody.take(MOST_PEOPLE)))
    }

    /// Those of them who are in a conversation, or may enter it.
    pub(super) fn people_in(
        &self,
        conversation: ConversationId,
    ) -> Box<dyn Iterator<Item = UserId> + '_> {
        let state = self.workspace.conversation(conversation);
        let lets_in = move |user: &UserId| state.is_some_and(|state| state.lets_in(*user));
        let everybody = self.workspace.cast().people.iter().map(|person| person.id);
        Box::new(self.people().chain(everybody).filter(lets_in).take(MOST_PEOPLE))
    }

    /// How much the app holds.
    pub(super) fn permissions(&self) -> u64 {
        permissions::count_of(&self.workspace)
    }
}
