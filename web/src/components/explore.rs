//! Exploring: everything that can happen from the moment that is shown on, in a small world; what is
//! asked of it; and the states as a drawing and as a list. A part of the program that is fetched when
//! it is first opened, and runs once more in a worker, so that the page stays as quick as ever.
//!
//! Not here: what can happen and what is the same (`grantscope-explore`).

mod answers;
mod asked;
mod beside;
mod courier;
mod draft;
mod few;
mod form;
mod kept;
mod messages;
mod paper;
mod people;
mod picture;
mod queries;
mod reaches;
mod session;
mod states;
mod subset;
mod svg;
mod walk;
mod wish;
mod worker;
mod worlds;

use std::rc::Rc;

use grantscope::{Cast, Moment, Question, Sandbox, Script, UserId};
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;
use yew::platform::spawn_local;
use yew::prelude::*;

use self::beside::Beside;
use self::few::Few;
use self::reaches::Reaches;
use self::session::Session;
use super::Send;
use super::dialog::Dialog;
use super::part::{NotFetched, Part, use_part};
use super::rest::Drawing;
use crate::html::html;
use crate::state::{Mode, Names, Scene, State};
use crate::words;

/// What this part of the program does.
pub(crate) struct Explore {
    /// What lies over the page.
    pub(crate) view: Drawing,
    work: fn(),
}

const EXPLORE: Explore = Explore { view, work: worker::work };

/// Fetches this part when it is first drawn.
#[hook]
pub(crate) fn use_explore() -> Part<Explore> {
    #[cfg(feature = "split")]
    let there = None;
    #[cfg(not(feature = "split"))]
    let there = Some(&EXPLORE);
    use_part(there, || Box::pin(fetched()), false)
}

/// In a worker, in the place of the page: explores.
pub fn work() {
    spawn_local(async {
        match fetched().await {
            Ok(explore) => (explore.work)(),
            // What is no report says that none will come.
            Err(NotFetched) => {
                let here: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
                let _ = here.post_message(&"".into());
            }
        }
    });
}

/// What only this function names is in the other file.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(explore, fallible)]
fn fetched() -> Result<&'static Explore, NotFetched> {
    Ok(&EXPLORE)
}

#[cfg(not(feature = "split"))]
async fn fetched() -> Result<&'static Explore, NotFetched> {
    Ok(&EXPLORE)
}

fn view(state: &State, scene: &Scene, send: &Send) -> Html {
    let place = Place::of(state, scene);
    html! {
        <Dialog key="explore" title={words::EXPLORE} class="explore" send={send}>
            if let Some(place) = place {
                <Aspects {place} send={send} />
            } else {
                <p class="empty">{ words::EXPLORE_ELSEWHERE }</p>
            }
        </Dialog>
    }
}

/// Where one stands: a story, and how far it has gone.
#[derive(Clone)]
struct Place {
    sandbox: Rc<Sandbox>,
    at: usize,
    names: Names,
    /// What the page asks about.
    question: Question,
    /// Those of the gallery.
    stories: Vec<Rc<Script>>,
}

impl PartialEq for Place {
    /// A story that goes on, or another branch of it, is another object.
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && Rc::ptr_eq(&self.sandbox, &other.sandbox)
    }
}

impl Place {
    fn of(state: &State, scene: &Scene) -> Option<Self> {
        let sandbox = state.drive().shared()?;
        (state.mode == Mode::Drive).then(|| Self {
            sandbox,
            at: state.at(),
            names: scene.names.clone(),
            question: state.question().clone(),
            stories: state.library.scripts(),
        })
    }

    fn cast(&self) -> &Cast {
        self.sandbox.cast()
    }

    /// The story so far.
    fn script(&self) -> Script {
        self.sandbox.branch(self.at).script()
    }

    /// Whether the story that is shown began as another one goes.
    fn goes_on_from(&self, story: &Script) -> bool {
        let shown = self.sandbox.script();
        shown.cast == story.cast && shown.inputs.starts_with(&story.inputs)
    }

    fn moment(&self) -> Moment {
        self.sandbox.moment_at(self.at)
    }

    /// Everybody, by id, with what they are called.
    fn people(&self) -> impl Iterator<Item = (UserId, &str)> {
        self.cast().people.iter().map(|person| (person.id, person.name.as_str()))
    }

    /// People to choose from.
    fn some_people(&self) -> Few {
        let all = self.people().map(|(id, _)| id.to_string());
        Few::of(all, self.question.user.as_deref(), &self.names)
    }

    /// Conversations to choose from.
    fn some_conversations(&self) -> Few {
        let all = self.cast().conversations.iter().map(|it| it.id.to_string());
        Few::of(all, self.question.channel.as_deref(), &self.names)
    }
}

/// What one explores.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Aspect {
    Happening,
    Reaching,
    Beside,
}

const ASPECTS: [(Aspect, &str); 3] = [
    (Aspect::Happening, words::CAN_IT_HAPPEN),
    (Aspect::Reaching, words::WHO_REACHES),
    (Aspect::Beside, words::SIDE_BY_SIDE),
];

#[derive(Clone, PartialEq, Properties)]
struct AspectsProperties {
    place: Place,
    send: Send,
}

#[component]
fn Aspects(properties: &AspectsProperties) -> Html {
    let AspectsProperties { place, send } = properties;
    let shown = use_state(|| Aspect::Happening);
    let choice = |(aspect, label): (Aspect, &'static str)| {
        let (pressed, shown) = ((*shown == aspect).to_string(), shown.clone());
        let onclick = Callback::from(move |_: MouseEvent| shown.set(aspect));
        html! { <button type="button" aria-pressed={pressed} {onclick}>{ label }</button> }
    };
    html! {
        <>
            <div class="modes explore-aspects" role="group" aria-label={words::EXPLORE}>
                { for ASPECTS.into_iter().map(choice) }
            </div>
            {
                match *shown {
                    Aspect::Happening => html! { <Exploring place={place.clone()} send={send} /> },
                    Aspect::Reaching => html! { <Reaches place={place.clone()} /> },
                    Aspect::Beside => html! { <Beside place={place.clone()} send={send} /> },
                }
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ExploringProperties {
    place: Place,
    send: Send,
}

#[component]
fn Exploring(properties: &ExploringProperties) -> Html {
    let ExploringProperties { place, send } = properties;
    let update = use_force_update();
    let session = use_memo((), |()| Session::kept());
    use_effect_with((), {
        let session = session.clone();
        move |()| {
            session.listen(Some(Callback::from(move |()| update.force_update())));
            move || session.listen(None)
        }
    });
    let session: &Session = &session;
    session.come_to(place);
    html! {
        <div class="explore-panes">
            <div class="explore-side">
                { form::form(place, session) }
                { queries::queries(place, session, send) }
            </div>
            <div class="explore-main">
                if session.progress().is_some_and(|it| it.states > 0) {
                    { picture::picture(place, session, send) }
                } else {
                    <div class="empty">
                        <p>{ words::NOTHING_EXPLORED }</p>
                        <p class="hint">{ words::NOTHING_EXPLORED_HINT }</p>
                    </div>
                }
            </div>
        </div>
    }
}
