//! Values as JSON texts, through one serializer.
//!
//! Every type's writing is compiled once for each serializer that it is given to: this is the only
//! one, and it cannot fail, which leaves out what would be done about it. Texts and numbers are
//! written by `serde_json`. Not here: reading (`json.rs`).

use std::fmt::Error;

use serde::ser::{
    Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, Serializer,
};

/// A value as JSON in one line. Empty for what JSON cannot hold, which nothing of the model is.
///
/// ```
/// assert_eq!(grantscope::to_json(&[Some("one"), None]), r#"["one",null]"#);
/// ```
pub fn to_json<T: Serialize + ?Sized>(value: &T) -> String {
    let mut text = Text(Vec::with_capacity(USUAL_LENGTH));
    let written = value.serialize(&mut text);
    written.ok().and_then(|()| String::from_utf8(text.0).ok()).unwrap_or_default()
}

/// The same, indented as people read it.
///
/// ```
/// assert_eq!(grantscope::to_indented_json(&[1, 2]), "[\n  1,\n  2\n]");
/// ```
pub fn to_indented_json<T: Serialize + ?Sized>(value: &T) -> String {
    indented(&to_json(value))
}

fn indented(json: &str) -> String {
    let mut text = String::new();
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut before = ' ';
    for character in json.chars() {
        let closes = !quoted && matches!(character, '}' | ']');
        if closes {
            depth = depth.saturating_sub(1);
        }
        // Before what an object or a list begins with, and before its end; `{}` stays together.
        let opened = !quoted && matches!(before, '{' | '[');
        if opened != closes || (!quoted && before == ',') {
            text.push('\n');
            text.push_str(&"  ".repeat(depth));
        }
        text.push(character);
        match character {
            '"' if !escaped => quoted = !quoted,
            ':' if !quoted => text.push(' '),
            '{' | '[' if !quoted => depth = depth.saturating_add(1),
            _ => {}
        }
        escaped = character == '\\' && !escaped;
        before = if quoted { ' ' } else { character };
    }
    text
}

/// So long is what most values are written as, in bytes.
const USUAL_LENGTH: usize = 512;

/// What is written so far.
struct Text(Vec<u8>);

/// A list or an object that is being written, and what ends it.
struct Open<'a> {
    text: &'a mut Text,
    end: &'static str,
}

impl Text {
    fn push(&mut self, part: &str) {
        self.0.extend_from_slice(part.as_bytes());
    }

    /// A text or a number, which memory always takes.
    fn leaf<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let _ = serde_json::to_writer(&mut self.0, value);
        Ok(())
    }

    fn open(&mut self, start: &str, end: &'static str) -> Open<'_> {
        self.push(start);
        Open { text: self, end }
    }

    /// `{"name":`
    fn open_variant(&mut self, name: &str) {
        self.push("{");
        self.push_name(name);
    }

    /// Names of fields and variants have nothing in them that must be escaped.
    fn push_name(&mut self, name: &str) {
        self.push("\"");
        self.push(name);
        self.push("\":");
    }

    /// A comma, unless the list or object has just begun: no value ends as one begins.
    fn separate(&mut self) {
        if !matches!(self.0.last(), Some(b'[' | b'{')) {
            self.push(",");
        }
    }
}

impl Open<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.text.separate();
        value.serialize(&mut *self.text)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.text.separate();
        self.text.push_name(name);
        value.serialize(&mut *self.text)
    }

    fn close(self) {
        self.text.push(self.end);
    }
}

impl<'a> Serializer for &'a mut Text {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.push(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.leaf(&value)
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.leaf(&value)
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.leaf(&value)
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.leaf(&value)
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.leaf(&value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.leaf(&value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        self.leaf(&value)
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.leaf(&value)
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.leaf(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.push("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.open_variant(variant);
        value.serialize(&mut *self)?;
        self.push("}");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'a>, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(Error)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, Error> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Error> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, Error> {
        self.open_variant(variant);
        Ok(self.open("{", "}}"))
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.element(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeTuple for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.element(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

/// Keys are texts: ids, names and the like.
impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.element(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.text.push(":");
        value.serialize(&mut *self.text)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.field(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStructVariant for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.field(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}
