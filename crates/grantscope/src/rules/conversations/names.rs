//! What a channel may be called.
//!
//! Source: FACTS, section a (A5, conversations.create and conversations.rename).

use crate::model::workspace::Workspace;
use crate::wire::ApiError;

/// The most characters of a name.
// ASSUMPTION: a channel's name has at most 21 characters.
const LONGEST: usize = 21;

/// Names that speak to everybody in a message.
// ASSUMPTION: a word that calls everybody is no channel's name.
const CALLS: [&str; 3] = ["channel", "everyone", "here"];

/// Whether a channel may have the name.
///
/// # Errors
/// Why it may not.
pub(super) fn check(workspace: &Workspace, name: &str) -> Result<(), ApiError> {
    check_form(name)?;
    if is_taken(workspace, name) { Err(ApiError::NameTaken) } else { Ok(()) }
}

/// Whether a conversation has the name already.
pub(super) fn is_taken(workspace: &Workspace, name: &str) -> bool {
    workspace.has_conversation_called(name)
}

/// Whether it is a name at all.
///
/// # Errors
/// Why it is none.
pub(super) fn check_form(name: &str) -> Result<(), ApiError> {
    let allowed =
        |it: char| (it.is_alphanumeric() && !it.is_uppercase()) || matches!(it, '-' | '_');
    if name.is_empty() {
        Err(ApiError::InvalidNameRequired)
    } else if name.chars().count() > LONGEST {
        Err(ApiError::InvalidNameMaxlength)
    } else if !name.chars().any(char::is_alphanumeric) {
        Err(ApiError::InvalidNamePunctuation)
    } else if !name.chars().all(allowed) {
        Err(ApiError::InvalidNameSpecials)
    } else if CALLS.contains(&name) {
        Err(ApiError::InvalidName)
    } else {
        Ok(())
    }
}
