//! The tree as Rust: one call for each part of it. Not here: what the calls do (`web/src/html.rs`).

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};

use crate::tree::{Attribute, Choice, Name, Node, Root, Value};

/// Attributes that are there or not, and have no value.
// Source: the HTML standard, section "Attributes"; those that the page uses.
const FLAGS: [&str; 8] =
    ["autofocus", "disabled", "hidden", "inert", "multiple", "open", "readonly", "selected"];

impl ToTokens for Root {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(one(&self.0));
    }
}

/// One node for all of them.
fn one(nodes: &[Node]) -> TokenStream {
    match nodes {
        [] => quote!(<::yew::virtual_dom::VNode as ::std::default::Default>::default()),
        [Node::Each(_)] | [_, _, ..] => list(nodes),
        [node] => node.to_token_stream(),
    }
}

fn list(nodes: &[Node]) -> TokenStream {
    let children = nodes.iter().map(child);
    quote!(crate::html::Element::list() #(#children)* .end())
}

impl ToTokens for Node {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Element { name, attributes, children } => {
                let element = element(name, attributes, children);
                quote!(#element.end())
            }
            Self::Component { path, attributes, children } => {
                let attributes = attributes.iter().map(property);
                let children = match children.as_slice() {
                    [] => TokenStream::new(),
                    children => one(children),
                };
                let children = (!children.is_empty()).then(|| quote!({ #children }));
                quote!(::yew::html! { <#path #(#attributes)*>#children</#path> })
            }
            Self::Fragment(children) => list(children),
            Self::If(choice) => choice.to_token_stream(),
            Self::Each(_) => list(std::slice::from_ref(self)),
            Self::Text(text) => quote!(crate::html::text(#text)),
            Self::Expression(expression) => {
                quote!(crate::html::IntoNode::into_node({ #expression }))
            }
        });
    }
}

impl ToTokens for Choice {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { condition, then, otherwise } = self;
        let (then, otherwise) = (one(then), one(otherwise));
        tokens.extend(quote!(if #condition { #then } else { #otherwise }));
    }
}

fn child(node: &Node) -> TokenStream {
    match node {
        Node::Each(nodes) => quote!(.children(crate::html::nodes(#nodes))),
        Node::Text(text) => quote!(.text(#text)),
        Node::Element { name, attributes, children } => {
            let element = element(name, attributes, children);
            quote!(.nest(#element))
        }
        Node::Expression(expression) => quote!(.with({ #expression })),
        Node::Component { .. } | Node::Fragment(_) | Node::If(_) => quote!(.child(#node)),
    }
}

fn property(Attribute { name, value }: &Attribute) -> TokenStream {
    let name = format_ident!("{}", name.text, span = name.span);
    match value {
        Value::Literal(text) => quote!(#name=#text),
        Value::Expression(expression) => quote!(#name={#expression}),
    }
}

/// An element that is not ended yet.
fn element(name: &Name, attributes: &[Attribute], children: &[Node]) -> TokenStream {
    let tag = &name.text;
    let mut special = TokenStream::new();
    let mut listeners = TokenStream::new();
    let mut plain = Vec::new();
    for attribute in attributes {
        match special_call(tag, attribute) {
            Some(call) => special.extend(call),
            None if attribute.name.text.starts_with("on") => listeners.extend(listener(attribute)),
            None => plain.push(attribute),
        }
    }
    let children = children.iter().map(child);
    let begun = match fixed(&plain) {
        Some(attributes) => quote!(fixed(#tag, #attributes) #special),
        None => {
            let values = plain.iter().map(|attribute| value(attribute));
            let names = plain.iter().map(|attribute| &attribute.name.text);
            let names = (!plain.is_empty()).then(|| quote!(.attributes(&[#(#names),*])));
            quote!(new(#tag) #special #names #(#values)*)
        }
    };
    quote_spanned!(name.span=> crate::html::Element::#begun #listeners #(#children)*)
}

/// What Yew keeps beside the attributes.
fn special_call(tag: &str, Attribute { name, value }: &Attribute) -> Option<TokenStream> {
    let holds_text = matches!(tag, "input" | "textarea");
    Some(match name.text.as_str() {
        "key" => quote!(.key(::std::convert::Into::into(#value))),
        "ref" => quote!(.node_ref(#value)),
        "checked" if tag == "input" => quote!(.checked(#value)),
        "value" if holds_text => {
            quote!(.value(::yew::html::IntoPropValue::into_prop_value(#value)))
        }
        _ => return None,
    })
}

/// All attributes, if none of them ever changes.
fn fixed(attributes: &[&Attribute]) -> Option<TokenStream> {
    let literal = |attribute: &&Attribute| match &attribute.value {
        Value::Literal(text) => {
            let name = &attribute.name.text;
            Some(quote!((#name, ::yew::virtual_dom::AttributeOrProperty::Static(#text))))
        }
        Value::Expression(_) => None,
    };
    let literals = attributes.iter().map(literal).collect::<Option<Vec<_>>>()?;
    (!literals.is_empty()).then(|| quote!(&[#(#literals),*]))
}

fn value(Attribute { name, value }: &Attribute) -> TokenStream {
    match value {
        Value::Literal(text) => quote!(.literal(#text)),
        Value::Expression(flag) if FLAGS.contains(&name.text.as_str()) => quote!(.flag(#flag)),
        Value::Expression(value) => {
            quote!(.attribute(#value))
        }
    }
}

fn listener(Attribute { name, value }: &Attribute) -> TokenStream {
    let event = format_ident!("{}", name.text, span = name.span);
    quote!(.listener(::yew::html::#event::Wrapper::__macro_new(#value)))
}

impl ToTokens for Value {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Literal(text) => text.to_tokens(tokens),
            Self::Expression(expression) => expression.to_tokens(tokens),
        }
    }
}
