//! What lies in the direction of an arrow key: from a stage to its ways, from a way to its stages.
//!
//! By where things are drawn, so that one goes where one looks. Not here: the keys themselves.

use grantscope::{STAGES, Stage, TRANSITIONS, Transition};

use crate::components::drawing::{Format, Point};

/// Something on the drawing that one can stand on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Spot {
    /// A stage.
    Stage(Stage),
    /// A way, by its number.
    Way(usize),
}

/// How far aside something may lie, as a part of how far ahead it is.
const ASIDE: f64 = 1.7;

impl Spot {
    /// The id of the element that is drawn for it.
    pub(crate) fn id(self) -> String {
        match self {
            Self::Stage(stage) => format!("stage-{}", super::slug(stage.label())),
            Self::Way(number) => format!("way-{number}"),
        }
    }

    /// Where it is drawn.
    pub(crate) fn place(self, format: Format) -> Option<Point> {
        match self {
            Self::Stage(stage) => Some(format.place(stage)),
            Self::Way(number) => TRANSITIONS.get(number).map(|way| format.curve(way).middle),
        }
    }

    /// What lies in a direction: what it touches if possible, anything else otherwise.
    pub(crate) fn towards(self, ahead: Point, format: Format) -> Option<Self> {
        let here = self.place(format)?;
        let nearest = |spots: Vec<Self>| {
            let costs = spots.into_iter().filter(|spot| *spot != self).filter_map(|spot| {
                let place = spot.place(format)?;
                cost(Point { x: place.x - here.x, y: place.y - here.y }, ahead)
                    .map(|cost| (spot, cost))
            });
            costs.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(spot, _)| spot)
        };
        nearest(self.touched()).or_else(|| nearest(all()))
    }

    fn touched(self) -> Vec<Self> {
        match self {
            Self::Stage(stage) => {
                let touches = |way: &Transition| way.from == stage || way.to == stage;
                let ways = TRANSITIONS.iter().enumerate().filter(|(_, way)| touches(way));
                ways.map(|(number, _)| Self::Way(number)).collect()
            }
            Self::Way(number) => {
                let way = TRANSITIONS.get(number);
                way.map_or_else(Vec::new, |way| vec![Self::Stage(way.from), Self::Stage(way.to)])
            }
        }
    }
}

fn all() -> Vec<Spot> {
    let stages = STAGES.iter().map(|entry| Spot::Stage(entry.stage));
    stages.chain((0..TRANSITIONS.len()).map(Spot::Way)).collect()
}

/// How far it is to something, what lies aside counting double. Nothing if it is not ahead.
fn cost(there: Point, ahead: Point) -> Option<f64> {
    let forward = there.x * ahead.x + there.y * ahead.y;
    let aside = (there.x * ahead.y - there.y * ahead.x).abs();
    (forward > 0.0 && aside <= forward * ASIDE).then_some(forward + 2.0 * aside)
}
