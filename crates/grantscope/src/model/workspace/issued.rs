//! What waits for somebody: prompts, triggers, codes and dialogs, each until it was used.

use super::{Workspace, count};
use crate::model::prompt::{Code, Prompt};
use crate::model::trigger::{Dialog, Trigger};
use crate::model::{DialogId, PromptId};

impl Workspace {
    pub(crate) fn prompt(&self, id: PromptId) -> Option<&Prompt> {
        self.prompts.get(&id)
    }

    /// The prompts that wait for an answer.
    pub(crate) fn open_prompts(&self) -> impl DoubleEndedIterator<Item = &Prompt> {
        self.prompts.values().filter(|prompt| prompt.closed.is_none())
    }

    /// Whether somebody is being asked for more permissions.
    pub(crate) fn is_asking(&self) -> bool {
        !self.requests.is_empty()
    }

    pub(crate) fn next_prompt(&self) -> PromptId {
        PromptId(count(self.prompts.len()).saturating_add(1))
    }

    pub(crate) fn trigger(&self, text: &str) -> Option<&Trigger> {
        self.triggers.get(text)
    }

    pub(crate) fn triggers(&self) -> impl Iterator<Item = &Trigger> {
        self.triggers.values()
    }

    pub(crate) fn triggers_issued(&self) -> u32 {
        count(self.triggers.len())
    }

    /// The dialog of that name, while nobody has sent it off.
    pub(crate) fn open_dialog(&self, id: DialogId) -> Option<&Dialog> {
        self.dialogs.get(&id).filter(|dialog| !dialog.submitted)
    }

    pub(crate) fn open_dialogs(&self) -> impl DoubleEndedIterator<Item = &Dialog> {
        self.dialogs.values().filter(|dialog| !dialog.submitted)
    }

    pub(crate) fn next_dialog(&self) -> DialogId {
        DialogId(count(self.dialogs.len()).saturating_add(1))
    }

    pub(crate) fn code(&self, text: &str) -> Option<&Code> {
        self.codes.get(text)
    }

    pub(crate) fn newest_code(&self) -> Option<&Code> {
        self.newest_code.as_deref().and_then(|text| self.code(text))
    }

    pub(crate) fn codes(&self) -> impl DoubleEndedIterator<Item = &Code> {
        self.codes.values()
    }

    pub(crate) fn codes_issued(&self) -> u32 {
        count(self.codes.len())
    }
}
