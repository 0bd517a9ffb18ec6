//! Enums whose values have names of Slack's: one table says what is read, written and listed.

/// Defines such an enum, with `ALL` and `name`. It must derive `Serialize` or `Deserialize`.
macro_rules! named {
    (
        $(#[$attribute:meta])*
        pub enum $Enum:ident {
            $($(#[$meaning:meta])* $Value:ident $name:literal,)*
        }
    ) => {
        $(#[$attribute])*
        pub enum $Enum {
            $($(#[$meaning])* #[serde(rename = $name)] $Value,)*
        }

        impl $Enum {
            /// Every one of them.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$Value),*];

            /// Slack's name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$Value => $name,)*
                }
            }
        }
    };
}

pub(super) use named;
