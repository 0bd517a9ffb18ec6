//! Enums whose values have names: one table says what is read, written and listed.

use serde::de::{Deserializer, Error};

use super::fields::choice;

/// Defines such an enum, with `ALL` and `name`. A value may be read under one more name.
macro_rules! named {
    (
        $(#[$attribute:meta])*
        pub enum $Enum:ident {
            $($(#[$meaning:meta])* $Value:ident $name:literal $(| $alias:literal)?,)*
        }
    ) => {
        $(#[$attribute])*
        pub enum $Enum {
            $($(#[$meaning])* $Value,)*
        }

        impl $Enum {
            /// Every one of them.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$Value),*];

            /// The name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$Value => $name,)*
                }
            }
        }

        impl serde::Serialize for $Enum {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $Enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let names = &[$($name, $($alias,)?)*];
                let values = &[$((Self::$Value, $name), $((Self::$Value, $alias),)?)*];
                $crate::model::named::read_named(deserializer, stringify!($Enum), names, values)
            }
        }
    };
}

pub(crate) use named;

/// Reads the value of a name.
pub(crate) fn read_named<'de, D: Deserializer<'de>, T: Copy>(
    deserializer: D,
    noun: &'static str,
    names: &'static [&'static str],
    values: &[(T, &str)],
) -> Result<T, D::Error> {
    let index = choice(deserializer, noun, names)?;
    let value = values.get(index).map(|(value, _)| *value);
    value.ok_or_else(|| D::Error::custom("expected a value for each name"))
}
