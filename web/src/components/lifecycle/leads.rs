//! What leads along a way: done at once where it is one thing, chosen from a menu where there are
//! several.
//!
//! What there is, the model says. Not here: where the menu lies (`popover.rs`).

use gloo_timers::callback::Timeout;
use grantscope::{Actor, Command, Completion, Lead, Passage};
use yew::prelude::*;
use yew::virtual_dom::VChild;

use crate::browser;
use crate::components::Send;
use crate::components::popover::Popover;
use crate::html::html;
use crate::state::{Action, Composer, Pane};
use crate::words;

/// What leads along a way and nowhere else, if it is one thing.
pub(crate) fn only(passage: &Passage) -> Option<&Lead> {
    match passage.leads.as_slice() {
        [lead] if lead.stage == passage.transition.to => Some(lead),
        _ => None,
    }
}

/// Does it, or asks for what it lacks.
pub(crate) fn perform(lead: &Lead, send: &Send) {
    match (&lead.completion, &lead.offer.input.command) {
        (Some(Completion::Install), Command::Install { user, through, .. }) => {
            let composer = Composer::Install { user: *user, through: *through };
            send.emit(Action::Compose(Some(composer)));
        }
        (Some(Completion::Ask(trigger)), _) => {
            let (id, name) = (trigger.id.clone(), trigger.name.clone());
            let composer = Composer::Ask { trigger: id, user: trigger.user, name };
            send.emit(Action::Compose(Some(composer)));
        }
        (Some(Completion::Approve(prompt)), _) => {
            send.emit(Action::ShowPane(Pane::Detail));
            let title = format!("title-{prompt}");
            Timeout::new(0, move || browser::focus(&title)).forget();
        }
        (Some(Completion::Install) | None, _) => {
            send.emit(Action::Do(vec![lead.offer.input.clone()]));
        }
    }
}

/// What the menu is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct MenuProperties {
    pub(crate) passage: Passage,
    /// Who acts, where a person does.
    pub(crate) acting: AttrValue,
    /// The id of the element that it belongs to.
    pub(crate) anchor: String,
    pub(crate) send: Send,
    pub(crate) close: Callback<()>,
}

pub(crate) fn ways(properties: MenuProperties) -> Html {
    VChild::<Menu>::new(properties, None).into()
}

/// Everything that leads along a way.
#[component]
fn Menu(properties: &MenuProperties) -> Html {
    let MenuProperties { passage, acting, anchor, send, close } = properties;
    let way = &passage.transition;
    html! {
        <Popover key={anchor.clone()} class="ways-menu" anchor={anchor.clone()} close={close.clone()}>
            <p class="eyebrow" id="ways-title">{ words::ways_to(way.to.label()) }</p>
            <ul aria-labelledby="ways-title" onkeydown={|event: KeyboardEvent| browser::go_among(&event, ".ways-menu button")}>
                { for passage.leads.iter().map(|lead| {
                    let (chosen, send) = (lead.clone(), send.clone());
                    let onclick = move |_: MouseEvent| perform(&chosen, &send);
                    html! {
                        <li>
                            <button type="button" class="quiet" {onclick}>
                                <span>{ words::with_dots(&lead.offer.label, lead.completion.is_some()) }</span>
                                <span class="note">
                                    { match lead.offer.actor {
                                        Actor::Person => acting.as_str(),
                                        Actor::App | Actor::Time => words::actor(lead.offer.actor),
                                    } }
                                    if lead.stage != way.to {
                                        { words::goes_on(lead.stage.label()) }
                                    }
                                </span>
                            </button>
                        </li>
                    }
                }) }
            </ul>
        </Popover>
    }
}
