//! What is wrong with a value: the reason, the way to it, and where the text ends up to there.

use std::fmt::{self, Display};

/// Small, because every reading returns one or nothing.
#[derive(Debug)]
pub(in crate::wire) struct Flaw(Box<Told>);

#[derive(Debug)]
struct Told {
    reason: String,
    path: String,
    end: Option<usize>,
}

impl Flaw {
    pub(in crate::wire) fn reason(&self) -> &str {
        &self.0.reason
    }

    /// `resources[0].scopes`. Empty for the whole.
    pub(in crate::wire) fn path(&self) -> &str {
        &self.0.path
    }

    /// The address up to which the text had been read.
    pub(in crate::wire) fn end(&self) -> Option<usize> {
        self.0.end
    }

    /// Says where it ends, unless that is known already.
    pub(super) fn ending(mut self, end: usize) -> Self {
        self.0.end.get_or_insert(end);
        self
    }

    /// Says that it is inside a field, or inside an element of a list: `[0]`.
    pub(in crate::wire) fn under(mut self, part: &str) -> Self {
        let path = &mut self.0.path;
        if !path.is_empty() && !path.starts_with('[') {
            path.insert(0, '.');
        }
        path.insert_str(0, part);
        self
    }
}

impl serde::de::Error for Flaw {
    fn custom<T: Display>(reason: T) -> Self {
        Self(Box::new(Told { reason: reason.to_string(), path: String::new(), end: None }))
    }
}

impl Display for Flaw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.reason())
    }
}

impl std::error::Error for Flaw {}
