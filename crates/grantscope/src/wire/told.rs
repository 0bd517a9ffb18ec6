//! JSON that is put together field by field, as `serde_json::json!` does it, in less code: what a
//! field takes is one call, and nothing in it can panic.

use serde::Serialize;
use serde_json::{Map, Value};

/// A value as JSON. All that is told here can be: no map has keys but texts.
pub(crate) fn told(value: &(impl Serialize + ?Sized)) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// Puts a field into an object.
pub(crate) fn tell(fields: &mut Map<String, Value>, name: &str, value: &(impl Serialize + ?Sized)) {
    fields.insert(name.to_owned(), told(value));
}

/// An object with one more field, which is JSON already: it is not told, and copied, again.
pub(crate) fn with_field(mut object: Value, name: &str, value: Value) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(name.to_owned(), value);
    }
    object
}

macro_rules! json {
    (@fields $fields:ident) => {};
    (@fields $fields:ident $name:tt : null $(, $($rest:tt)*)?) => {
        $crate::wire::tell(&mut $fields, $name, &());
        $crate::wire::json!(@fields $fields $($($rest)*)?)
    };
    (@fields $fields:ident $name:tt : { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $fields.insert($name.to_owned(), $crate::wire::json!({ $($inner)* }));
        $crate::wire::json!(@fields $fields $($($rest)*)?)
    };
    (@fields $fields:ident $name:tt : [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $fields.insert($name.to_owned(), $crate::wire::json!([ $($inner)* ]));
        $crate::wire::json!(@fields $fields $($($rest)*)?)
    };
    (@fields $fields:ident $name:tt : $value:expr $(, $($rest:tt)*)?) => {
        $crate::wire::tell(&mut $fields, $name, &$value);
        $crate::wire::json!(@fields $fields $($($rest)*)?)
    };
    (null) => {
        serde_json::Value::Null
    };
    ({}) => {
        serde_json::Value::Object(serde_json::Map::new())
    };
    ({ $($inner:tt)+ }) => {{
        let mut fields = serde_json::Map::new();
        $crate::wire::json!(@fields fields $($inner)+);
        serde_json::Value::Object(fields)
    }};
    ([ $($element:expr),* $(,)? ]) => {
        serde_json::Value::Array(vec![$($crate::wire::told(&$element)),*])
    };
    ($value:expr) => {
        $crate::wire::told(&$value)
    };
}

pub(crate) use json;
