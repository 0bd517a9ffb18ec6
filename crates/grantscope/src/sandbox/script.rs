//! The script: a cast and inputs. The only file format: saved work, share link, scenario, test.
//!
//! State is never written down; it is replayed. A script comes from outside and is not trusted.

use crate::model::fields::fields;
use serde::Serialize;
use thiserror::Error;

use crate::model::{Cast, CastError, Catalogue, Input, Misuse};

/// The version of the format that is written.
pub const SCRIPT_VERSION: u32 = 1;

/// Everything that is needed to come to the same place again. Unknown fields are refused.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Script {
    /// The version of this format.
    pub version: u32,
    /// What the story is called.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What it shows, in a sentence or two.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Who and what is there. Without it: Lunch Train in a small workspace.
    pub cast: Cast,
    /// What happens.
    pub inputs: Vec<Input>,
}

fields!(Script { version, title = String::new(), about = String::new(), cast = Cast::default(), inputs });

/// Why a script leads nowhere.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ReplayError {
    /// It was written for another version.
    #[error("version: expected {SCRIPT_VERSION}, got {version}")]
    Version {
        /// The version that came.
        version: u32,
    },
    /// The cast is at fault.
    #[error("cast.{0}")]
    Cast(#[from] CastError),
    /// An input makes no sense where it stands.
    #[error("inputs[{index}]: {}", misuse.told_in(*catalogue))]
    Input {
        /// Which, counted from zero.
        index: usize,
        /// Why.
        misuse: Misuse,
        /// In whose words it is told.
        catalogue: Catalogue,
    },
}

impl ReplayError {
    /// A name for programs, which stays when the message changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Version { .. } => "unknown_version",
            Self::Cast(_) => "bad_cast",
            Self::Input { misuse, .. } => misuse.code(),
        }
    }
}

impl Script {
    pub(super) fn check(&self) -> Result<(), ReplayError> {
        if self.version == SCRIPT_VERSION {
            return Ok(());
        }
        Err(ReplayError::Version { version: self.version })
    }
}
