//! Starts the playground in the page's body.

fn main() {
    yew::Renderer::<grantscope_web::App>::new().render();
}
