//! One finger moves the drawing when one has come nearer, two come nearer.
//!
//! A mouse is a finger. One that has not gone far still presses what is under it.

use web_sys::{Element, PointerEvent};

use super::viewport::{Look, Viewport};
use crate::components::drawing::Point;

/// So many pixels make a drag.
const FAR: f64 = 4.0;

/// The fingers that are down, and whether they drag.
#[derive(Debug, Default)]
pub(crate) struct Fingers {
    down: Vec<(i32, Point)>,
    drags: bool,
}

/// What fingers touch.
pub(crate) struct Touch<'a> {
    pub(crate) element: Element,
    pub(crate) viewport: Viewport,
    pub(crate) look: &'a dyn Fn(Look),
}

impl Fingers {
    /// A finger comes down.
    pub(crate) fn down(&mut self, event: &PointerEvent, _: &Touch<'_>) {
        if event.button() == 0 && self.down.len() < 2 {
            self.down.push((event.pointer_id(), at(event)));
        }
    }

    /// A finger goes up, or the browser takes it.
    pub(crate) fn up(&mut self, event: &PointerEvent, _: &Touch<'_>) {
        self.down.retain(|(id, _)| *id != event.pointer_id());
        self.drags = self.drags && !self.down.is_empty();
    }

    /// A finger moves.
    pub(crate) fn moved(&mut self, event: &PointerEvent, touch: &Touch<'_>) {
        let (id, now) = (event.pointer_id(), at(event));
        let before = self.down.iter().find(|(finger, _)| *finger == id).map(|(_, place)| *place);
        let Some(before) = before.filter(|before| self.drags || apart(*before, now) >= FAR) else {
            return;
        };
        let other = self.down.iter().find(|(finger, _)| *finger != id).map(|(_, place)| *place);
        if !self.drags && (other.is_some() || !touch.viewport.is_whole()) {
            self.drags = true;
            let _ = touch.element.set_pointer_capture(id);
        }
        let (_, unit) = place_at(&touch.viewport, &touch.element, now);
        match other {
            Some(other) => {
                let middle = Point { x: (now.x + other.x) / 2.0, y: (now.y + other.y) / 2.0 };
                let (about, _) = place_at(&touch.viewport, &touch.element, middle);
                let by = apart(now, other) / apart(before, other).max(1.0);
                (touch.look)(Look::Nearer(by, about));
            }
            None => {
                let (x, y) = ((before.x - now.x) * unit, (before.y - now.y) * unit);
                (touch.look)(Look::Aside(Point { x, y }));
            }
        }
        for (_, place) in self.down.iter_mut().filter(|(finger, _)| *finger == id) {
            *place = now;
        }
    }
}

/// The place of the drawing below a place on the screen, and how many units a pixel is.
pub(crate) fn place_at(viewport: &Viewport, element: &Element, at: Point) -> (Point, f64) {
    let frame = element.get_bounding_client_rect();
    let inside = Point { x: at.x - frame.left(), y: at.y - frame.top() };
    viewport.place(inside, (frame.width(), frame.height()))
}

fn at(event: &PointerEvent) -> Point {
    Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}

fn apart(one: Point, other: Point) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
}
