//! Reading objects, with unknown fields refused or passed over, and texts that are one of a few.
//!
//! serde derives this too, a few hundred bytes for every field. Here a field is read by a function
//! that all fields of its type share, in the order of the text, with the same messages.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, VariantAccess,
    Visitor,
};

/// Defines how an object is read that has these fields and no others. A field with a value may be
/// left out.
macro_rules! fields {
    ($Struct:ident { $($fields:tt)* }) => {
        $crate::model::fields::object!(Fields $Struct { $($fields)* });
    };
}

/// The same for an object that may have more fields than we know.
macro_rules! known_fields {
    ($Struct:ident { $($fields:tt)* }) => {
        $crate::model::fields::object!(Known $Struct { $($fields)* });
    };
}

macro_rules! object {
    ($Names:ident $Struct:ident {
        $($field:ident $(= $default:expr)?),* $(; $($unread:ident = $value:expr),*)?
    }) => {
        impl<'de> serde::Deserialize<'de> for $Struct {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reading;

                impl<'de> serde::de::Visitor<'de> for Reading {
                    type Value = $Struct;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        formatter.write_str("an object")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$Struct, A::Error> {
                        $crate::model::fields::read_fields!($Names map, $Struct {
                            $($field $(= $default)?),* $(; $($unread = $value),*)?
                        })
                    }
                }

                deserializer.deserialize_struct(
                    stringify!($Struct),
                    const { &[$($crate::model::fields::plain(stringify!($field))),*] },
                    Reading,
                )
            }
        }
    };
}

/// The rest of an object as a struct or a variant.
macro_rules! read_fields {
    ($Names:ident $map:ident, $Struct:ident $(:: $Variant:ident)? {
        $($field:ident $(= $default:expr)?),* $(; $($unread:ident = $value:expr),*)?
    }) => {{
        #[allow(dead_code, non_camel_case_types, reason = "the fields' names; there may be none")]
        enum Field { $($field),* }
        $(let mut $field = None;)*
        let names: &[&str] = const { &[$($crate::model::fields::plain(stringify!($field))),*] };
        while let Some(_index) = $map.next_key_seed($crate::model::fields::OneOf::$Names(names))? {
            $(
                if _index == Field::$field as usize {
                    let name = const { $crate::model::fields::plain(stringify!($field)) };
                    $crate::model::fields::fill(&mut $field, &mut $map, name)?;
                }
            )*
            $crate::model::fields::pass_over!($Names names, _index, $map);
        }
        Ok($Struct $(:: $Variant)? {
            $($field: $crate::model::fields::value!($field $(= $default)?),)*
            $($($unread: $value,)*)?
        })
    }};
}

macro_rules! pass_over {
    (Fields $names:ident, $index:ident, $map:ident) => {};
    (Known $names:ident, $index:ident, $map:ident) => {
        if $index == $names.len() {
            $map.next_value::<serde::de::IgnoredAny>()?;
        }
    };
}

macro_rules! value {
    ($field:ident) => {
        $crate::model::fields::required(
            $field,
            const { $crate::model::fields::plain(stringify!($field)) },
        )?
    };
    ($field:ident = $default:expr) => {
        $field.unwrap_or_else(|| $default)
    };
}

pub(crate) use {fields, known_fields, object, pass_over, read_fields, value};

/// A text without the mark that some editors put before it.
pub(crate) fn unmarked(text: &str) -> &str {
    text.strip_prefix("\u{feff}").unwrap_or(text)
}

/// A field's name as JSON has it.
pub(crate) const fn plain(name: &'static str) -> &'static str {
    match (name.as_bytes(), name.split_at_checked(2)) {
        ([b'r', b'#', ..], Some((_, name))) => name,
        _ => name,
    }
}

/// Reads the value of a field that has just been named.
#[inline(never)]
pub(crate) fn fill<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    field: &mut Option<T>,
    map: &mut A,
    name: &'static str,
) -> Result<(), A::Error> {
    if field.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *field = Some(map.next_value()?);
    Ok(())
}

pub(crate) fn required<T, E: Error>(field: Option<T>, name: &'static str) -> Result<T, E> {
    field.ok_or_else(|| E::missing_field(name))
}

/// Reads which of the variants a text names, as its place among them.
pub(crate) fn choice<'de, D: Deserializer<'de>>(
    deserializer: D,
    name: &'static str,
    variants: &'static [&'static str],
) -> Result<usize, D::Error> {
    deserializer.deserialize_enum(name, variants, Choice { name, variants })
}

struct Choice {
    name: &'static str,
    variants: &'static [&'static str],
}

impl<'de> Visitor<'de> for Choice {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "enum {}", self.name)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, choice: A) -> Result<usize, A::Error> {
        let (index, inside) = choice.variant_seed(OneOf::Variants(self.variants))?;
        inside.unit_variant()?;
        Ok(index)
    }
}

/// A name, as its place among those that are known.
#[derive(Clone, Copy)]
pub(crate) enum OneOf {
    Fields(&'static [&'static str]),
    /// Where others are passed over: their place is behind the last.
    Known(&'static [&'static str]),
    Variants(&'static [&'static str]),
}

impl<'de> DeserializeSeed<'de> for OneOf {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for OneOf {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Fields(_) | Self::Known(_) => "field identifier",
            Self::Variants(_) => "variant identifier",
        })
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let (Self::Fields(known) | Self::Known(known) | Self::Variants(known)) = self;
        let place = known.iter().position(|it| *it == name);
        place.map_or_else(
            || match self {
                Self::Fields(known) => Err(E::unknown_field(name, known)),
                Self::Known(known) => Ok(known.len()),
                Self::Variants(known) => Err(E::unknown_variant(name, known)),
            },
            Ok,
        )
    }
}
