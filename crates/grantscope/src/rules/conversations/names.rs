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
    } else if workspace.conversations().any(|(_, state)| state.name == name) {
        Err(ApiError::NameTaken)
    } else {
        Ok(())
    }
}
