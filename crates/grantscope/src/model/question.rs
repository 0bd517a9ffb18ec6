//! The question that everything here answers: may the app make this call?
//!
//! Texts, as people and programs ask. What they name is looked up by whoever answers.

use crate::model::fields::fields;
use serde::Serialize;
use thiserror::Error;

use super::{Method, Needs};

/// May the app make this call?
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Question {
    /// The method.
    pub method: String,
    /// The conversation that it names, if any. Passed over where the method is about none.
    pub channel: Option<String>,
    /// The person whom the app acts for, if any. Passed over where the method acts for nobody.
    pub user: Option<String>,
}

fields!(Question { method, channel = None, user = None });

impl Question {
    /// The conversation, where the method is about one.
    pub(crate) fn channel_for(&self, method: Method) -> Option<&str> {
        self.channel.as_deref().filter(|_| method.needs() == Needs::Conversation)
    }

    /// The person, where the method acts for one.
    pub(crate) fn user_for(&self, method: Method) -> Option<&str> {
        self.user.as_deref().filter(|_| method.needs() == Needs::Person)
    }
}

/// Why a question has no answer.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum QuestionError {
    /// The catalogue has no such method.
    #[error("`{method}` is no method of the catalogue")]
    UnknownMethod {
        /// The name that came.
        method: String,
    },
    /// There is no such conversation.
    #[error("nothing here is called `{channel}`: expected an id that is known")]
    UnknownConversation {
        /// The id that came.
        channel: String,
    },
    /// There is no such person.
    #[error("there is no person `{user}`: expected an id that is known here")]
    UnknownPerson {
        /// The id that came.
        user: String,
    },
}

impl QuestionError {
    /// A name for programs, which stays when the message changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownMethod { .. } => "unknown_method",
            Self::UnknownConversation { .. } => "unknown_conversation",
            Self::UnknownPerson { .. } => "unknown_person",
        }
    }
}
