//! `html!` with Yew's syntax, for a page that is small to fetch.
//!
//! Yew's own macro writes out each element's fields where the element stands, some 270 bytes of
//! wasm for each. This one writes a call for each part; what is called is in `web/src/html.rs`.
//! A component is left to Yew's macro. Not here: dynamic tags, properties (`~name`), `..rest`, and
//! `for … in …` without braces, none of which the page uses.
//!
//! Source: Yew 0.23's documentation of `html!`, whose syntax this is.

mod tree;
mod write;

use proc_macro::TokenStream;
use quote::ToTokens;

/// Builds a `Html` from a tree of elements, components, text and expressions.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    let root = syn::parse_macro_input!(input as tree::Root);
    root.to_token_stream().into()
}
