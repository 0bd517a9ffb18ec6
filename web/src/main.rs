//! Starts the playground in the place that the page keeps for it; in a worker, what works beside it.

fn main() {
    if web_sys::window().is_none() {
        return grantscope_web::work();
    }
    let place = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    match place {
        Some(place) => yew::Renderer::<grantscope_web::App>::with_root(place).render(),
        None => yew::Renderer::<grantscope_web::App>::new().render(),
    };
}
