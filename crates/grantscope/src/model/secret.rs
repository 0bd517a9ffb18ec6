//! Comparing secrets and tokens.
//!
//! Not here: signatures (`wire/signature.rs`).

/// Whether two texts are the same. It takes as long for one that is almost right as for any other of
/// that length, so that nobody can find a secret letter by letter.
pub(crate) fn is_same_secret(one: &str, other: &str) -> bool {
    let differences =
        one.bytes().zip(other.bytes()).fold(0, |all, (one, other)| all | (one ^ other));
    // What the compiler cannot see, it cannot end early.
    one.len() == other.len() && std::hint::black_box(differences) == 0
}
