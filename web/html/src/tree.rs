//! What is written between the braces of `html!`, as a tree. Not here: what becomes of it (`write.rs`).

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Result};
use syn::{Expr, Ident, Lit, LitStr, Path, Token, braced};

/// All that one `html!` holds.
pub(crate) struct Root(pub(crate) Vec<Node>);

pub(crate) enum Node {
    Element {
        name: Name,
        attributes: Vec<Attribute>,
        children: Vec<Node>,
    },
    Component {
        path: Path,
        attributes: Vec<Attribute>,
        children: Vec<Node>,
    },
    Fragment(Vec<Node>),
    If(Box<Choice>),
    /// `{ for nodes }`
    Each(TokenStream),
    Text(LitStr),
    Expression(TokenStream),
}

/// `if condition { … } else { … }`
pub(crate) struct Choice {
    pub(crate) condition: Expr,
    pub(crate) then: Vec<Node>,
    pub(crate) otherwise: Vec<Node>,
}

/// A name that may have dashes.
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

pub(crate) struct Attribute {
    pub(crate) name: Name,
    pub(crate) value: Value,
}

pub(crate) enum Value {
    Literal(LitStr),
    Expression(TokenStream),
}

impl Parse for Root {
    fn parse(input: ParseStream) -> Result<Self> {
        nodes(input).map(Self)
    }
}

fn nodes(input: ParseStream) -> Result<Vec<Node>> {
    let mut nodes = Vec::new();
    while !(input.is_empty() || (input.peek(Token![<]) && input.peek2(Token![/]))) {
        nodes.push(input.parse()?);
    }
    Ok(nodes)
}

impl Parse for Node {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(Token![<]) {
            tagged(input)
        } else if input.peek(Token![if]) {
            Ok(Self::If(Box::new(input.parse()?)))
        } else if input.peek(syn::token::Brace) {
            let content;
            braced!(content in input);
            block(&content)
        } else {
            block(input)
        }
    }
}

fn block(content: ParseStream) -> Result<Node> {
    if content.peek(Token![for]) {
        content.parse::<Token![for]>()?;
        return content.parse().map(Node::Each);
    }
    if content.peek(LitStr) && content.peek2(syn::parse::End) {
        return content.parse().map(Node::Text);
    }
    content.parse().map(Node::Expression)
}

impl Parse for Choice {
    fn parse(input: ParseStream) -> Result<Self> {
        input.parse::<Token![if]>()?;
        let condition = input.call(Expr::parse_without_eager_brace)?;
        let then = within_braces(input)?;
        let otherwise = match input.parse::<Option<Token![else]>>()? {
            Some(_) if input.peek(Token![if]) => vec![input.parse()?],
            Some(_) => within_braces(input)?,
            None => Vec::new(),
        };
        Ok(Self { condition, then, otherwise })
    }
}

fn within_braces(input: ParseStream) -> Result<Vec<Node>> {
    let content;
    braced!(content in input);
    content.parse().map(|Root(nodes)| nodes)
}

fn tagged(input: ParseStream) -> Result<Node> {
    input.parse::<Token![<]>()?;
    if input.parse::<Option<Token![>]>>()?.is_some() {
        let children = nodes(input)?;
        closing(input)?;
        input.parse::<Token![>]>()?;
        return Ok(Node::Fragment(children));
    }
    if is_component(input) {
        let path = Path::parse_mod_style(input)?;
        let written = path.to_token_stream().to_string();
        let (attributes, children) = inside(input, &written, |input| {
            Path::parse_mod_style(input).map(|path| path.to_token_stream().to_string())
        })?;
        return Ok(Node::Component { path, attributes, children });
    }
    let name: Name = input.parse()?;
    let (attributes, children) =
        inside(input, &name.text, |input| input.parse().map(|Name { text, .. }| text))?;
    Ok(Node::Element { name, attributes, children })
}

fn is_component(input: ParseStream) -> bool {
    let ahead = input.fork();
    let first = Ident::parse_any(&ahead).map(|name| name.to_string()).unwrap_or_default();
    ahead.peek(Token![::]) || first.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// Attributes and children, up to the end of the closing tag, which must be called the same.
fn inside(
    input: ParseStream,
    name: &str,
    read_name: impl FnOnce(ParseStream) -> Result<String>,
) -> Result<(Vec<Attribute>, Vec<Node>)> {
    let mut attributes = Vec::new();
    while !input.peek(Token![>]) && !input.peek(Token![/]) {
        attributes.push(input.parse()?);
    }
    if input.parse::<Option<Token![/]>>()?.is_some() {
        input.parse::<Token![>]>()?;
        return Ok((attributes, Vec::new()));
    }
    input.parse::<Token![>]>()?;
    let children = nodes(input)?;
    closing(input)?;
    let place = input.fork();
    if read_name(input)? != name {
        return Err(place.error(format!("expected `</{name}>`, which is what was opened")));
    }
    input.parse::<Token![>]>()?;
    Ok((attributes, children))
}

fn closing(input: ParseStream) -> Result<()> {
    input.parse::<Token![<]>()?;
    input.parse::<Token![/]>().map(|_| ())
}

impl Parse for Name {
    fn parse(input: ParseStream) -> Result<Self> {
        let first = Ident::parse_any(input)?;
        let mut text = first.unraw().to_string();
        while input.parse::<Option<Token![-]>>()?.is_some() {
            text = format!("{text}-{}", Ident::parse_any(input)?);
        }
        Ok(Self { text, span: first.span() })
    }
}

impl Parse for Attribute {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(syn::token::Brace) {
            let content;
            braced!(content in input);
            let ident: Ident = content.parse()?;
            let name = Name { text: ident.unraw().to_string(), span: ident.span() };
            return Ok(Self { name, value: Value::Expression(quote!(#ident)) });
        }
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        if input.peek(LitStr) {
            return Ok(Self { name, value: Value::Literal(input.parse()?) });
        }
        if input.peek(Lit) {
            let value = input.parse::<Lit>()?.to_token_stream();
            return Ok(Self { name, value: Value::Expression(value) });
        }
        let content;
        braced!(content in input);
        Ok(Self { name, value: Value::Expression(content.parse()?) })
    }
}
