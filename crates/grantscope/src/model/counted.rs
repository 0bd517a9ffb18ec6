//! Names of what is counted: prompts and dialogs.

use std::fmt;

use super::map::{Key, Keyed};
use serde::{Deserialize, Serialize};

/// A counted thing's name: a letter and a number, counted from one.
macro_rules! counted {
    ($(#[$doc:meta])* $name:ident, $letter:literal, $noun:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
        pub struct $name(pub u32);

        impl Keyed for $name {
            fn key(&self) -> Key {
                self.0.key()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}{}", $letter, self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, formatter)
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let number = text.strip_prefix($letter).and_then(|number| number.parse().ok());
                let refuse = || {
                    let expected = concat!("`", $letter, "1`, `", $letter, "2`, …");
                    serde::de::Error::custom(format!("`{text}` is no {}: expected {expected}", $noun))
                };
                number.map(Self).ok_or_else(refuse)
            }
        }
    };
}

counted!(
    /// A prompt's name: `P1`.
    PromptId, 'P', "prompt"
);
counted!(
    /// A dialog's name: `D1`.
    DialogId, 'D', "dialog"
);
