//! Elements, put together call by call: what `html!` (the crate `grantscope-html`) writes.
//!
//! The calls are few, not generic and never inlined, because a page has hundreds of elements and
//! each would repeat what is inlined. Not here: what is drawn (`components`).

use std::rc::Rc;

pub(crate) use grantscope_html::html;
use yew::virtual_dom::{
    AttrValue, AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText,
};
use yew::{Html, NodeRef};

/// An element that is being put together.
pub(crate) struct Element(Box<Parts>);

#[derive(Default)]
struct Parts {
    /// A list of nodes has no tag.
    tag: Option<VTag>,
    names: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    children: Vec<Html>,
}

impl Element {
    #[inline(never)]
    pub(crate) fn new(tag: &'static str) -> Self {
        Self(Box::new(Parts { tag: Some(VTag::new(AttrValue::Static(tag))), ..Parts::default() }))
    }

    /// Nodes without an element around them.
    #[inline(never)]
    pub(crate) fn list() -> Self {
        Self(Box::default())
    }

    #[inline(never)]
    pub(crate) fn key(mut self, key: Key) -> Self {
        if let Some(tag) = &mut self.0.tag {
            tag.key = Some(key);
        }
        self
    }

    #[inline(never)]
    pub(crate) fn node_ref(mut self, place: NodeRef) -> Self {
        if let Some(tag) = &mut self.0.tag {
            tag.node_ref = place;
        }
        self
    }

    #[inline(never)]
    pub(crate) fn value(mut self, value: Option<AttrValue>) -> Self {
        if let Some(tag) = &mut self.0.tag {
            tag.set_value(value);
        }
        self
    }

    #[inline(never)]
    pub(crate) fn checked(mut self, checked: bool) -> Self {
        if let Some(tag) = &mut self.0.tag {
            tag.set_checked(checked);
        }
        self
    }

    /// An element whose attributes never change.
    #[inline(never)]
    pub(crate) fn fixed(
        tag: &'static str,
        attributes: &'static [(&'static str, AttributeOrProperty)],
    ) -> Self {
        let mut element = Self::new(tag);
        if let Some(tag) = &mut element.0.tag {
            tag.attributes = Attributes::Static(attributes);
        }
        element
    }

    /// The names of the attributes, whose values follow in the same order.
    #[inline(never)]
    pub(crate) fn attributes(mut self, names: &'static [&'static str]) -> Self {
        self.0.names = names;
        // Exactly: what is larger would be copied when it becomes a slice.
        self.0.values.reserve_exact(names.len());
        self
    }

    #[inline(never)]
    pub(crate) fn literal(mut self, value: &'static str) -> Self {
        self.0.values.push(Some(AttributeOrProperty::Static(value)));
        self
    }

    pub(crate) fn attribute(self, value: impl IntoValue) -> Self {
        value.within(self)
    }

    #[inline(never)]
    fn set(mut self, value: Option<AttrValue>) -> Self {
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }

    /// An attribute that is there or not, and has no value.
    #[inline(never)]
    pub(crate) fn flag(self, set: bool) -> Self {
        self.set(set.then_some(AttrValue::Static("")))
    }

    #[inline(never)]
    pub(crate) fn listener(mut self, listener: Option<Rc<dyn Listener>>) -> Self {
        self.0.listeners.reserve_exact(1);
        self.0.listeners.push(listener);
        self
    }

    #[inline(never)]
    pub(crate) fn child(mut self, child: Html) -> Self {
        self.0.children.push(child);
        self
    }

    /// An element inside.
    #[inline(never)]
    pub(crate) fn nest(self, element: Self) -> Self {
        self.child(element.end())
    }

    /// What an expression stands for.
    pub(crate) fn with(self, node: impl IntoNode) -> Self {
        node.within(self)
    }

    #[inline(never)]
    fn say(self, text: &str) -> Self {
        self.child(VText::new(AttrValue::from(text.to_owned())).into())
    }

    #[inline(never)]
    pub(crate) fn text(self, text: &'static str) -> Self {
        self.child(self::text(text))
    }

    #[inline(never)]
    pub(crate) fn children(mut self, children: Vec<Html>) -> Self {
        self.0.children.extend(children);
        self
    }

    #[inline(never)]
    pub(crate) fn end(self) -> Html {
        let Parts { tag, names, values, listeners, mut children } = *self.0;
        let Some(mut tag) = tag else { return VList::from(children).into() };
        if !values.is_empty() {
            tag.attributes = Attributes::Dynamic { keys: names, values: values.into() };
        }
        if !listeners.is_empty() {
            tag.set_listeners(listeners.into());
        }
        if let (Some(place), false) = (tag.children_mut(), children.is_empty()) {
            *place = match children.len() {
                1 => children.swap_remove(0),
                _ => VList::from(children).into(),
            };
        }
        tag.into()
    }
}

/// A class attribute of those classes that are there: names, or names that may be missing.
macro_rules! classes {
    ($($class:expr),* $(,)?) => {
        $crate::html::joined(&[$(::std::convert::Into::<Option<&'static str>>::into($class)),*])
    };
}
pub(crate) use classes;

#[inline(never)]
pub(crate) fn joined(classes: &[Option<&'static str>]) -> Option<AttrValue> {
    let mut text = String::new();
    for class in classes.iter().flatten() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(class);
    }
    (!text.is_empty()).then(|| text.into())
}

/// A text that never changes.
#[inline(never)]
pub(crate) fn text(text: &'static str) -> Html {
    VText::new(AttrValue::Static(text)).into()
}

/// All of them.
pub(crate) fn nodes<T: IntoNode>(nodes: impl IntoIterator<Item = T>) -> Vec<Html> {
    nodes.into_iter().map(IntoNode::into_node).collect()
}

/// What can stand between braces.
pub(crate) trait IntoNode: Sized {
    fn into_node(self) -> Html;

    /// As a child of an element.
    fn within(self, element: Element) -> Element {
        element.child(self.into_node())
    }
}

impl IntoNode for Html {
    fn into_node(self) -> Html {
        self
    }
}

impl IntoNode for &str {
    #[inline(never)]
    fn into_node(self) -> Html {
        VText::new(AttrValue::from(self.to_owned())).into()
    }

    fn within(self, element: Element) -> Element {
        element.say(self)
    }
}

impl IntoNode for String {
    #[inline(never)]
    fn into_node(self) -> Html {
        VText::new(AttrValue::from(self)).into()
    }

    #[inline(never)]
    fn within(self, element: Element) -> Element {
        element.child(self.into_node())
    }
}

impl IntoNode for &String {
    fn into_node(self) -> Html {
        self.as_str().into_node()
    }

    fn within(self, element: Element) -> Element {
        element.say(self)
    }
}

impl IntoNode for Vec<Html> {
    #[inline(never)]
    fn into_node(self) -> Html {
        VList::from(self).into()
    }
}

impl<T: IntoNode> IntoNode for Option<T> {
    fn into_node(self) -> Html {
        self.map(IntoNode::into_node).unwrap_or_default()
    }
}

impl IntoNode for &AttrValue {
    #[inline(never)]
    fn into_node(self) -> Html {
        VText::new(self.clone()).into()
    }
}

impl IntoNode for usize {
    fn into_node(self) -> Html {
        self.to_string().into_node()
    }
}

/// What an attribute can be given; without a value it is left out.
pub(crate) trait IntoValue: Sized {
    fn into_value(self) -> Option<AttrValue>;

    fn within(self, element: Element) -> Element {
        element.set(self.into_value())
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }

    fn within(self, element: Element) -> Element {
        element.literal(self)
    }
}

impl IntoValue for String {
    fn into_value(self) -> Option<AttrValue> {
        Some(AttrValue::from(self))
    }

    #[inline(never)]
    fn within(self, element: Element) -> Element {
        element.set(self.into_value())
    }
}

impl IntoValue for AttrValue {
    fn into_value(self) -> Option<AttrValue> {
        Some(self)
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Option<AttrValue> {
        self.and_then(IntoValue::into_value)
    }
}
