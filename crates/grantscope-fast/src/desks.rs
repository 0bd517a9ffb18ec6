//! All desks of an instance, each at a place with a number, and the calls that JavaScript makes most:
//! integers in, an integer out, and nothing between them and the desk.
//!
//! An object of wasm-bindgen's own would be counted and locked for every call, which takes longer than
//! the decision. And an object that such a call returned might end the process: Node 20 and 22 abort when
//! they take back an optimisation around it. Not here: what else a ledger can do.

use std::cell::RefCell;

use grantscope::Ledger;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Desk;

/// What a decision is besides no (0) and yes (1): a handle is not this ledger's.
const FOREIGN: u32 = 2;

#[derive(Default)]
struct Desks {
    desks: Vec<Option<Box<Desk>>>,
    /// Where none is any more.
    free: Vec<usize>,
}

thread_local! {
    static DESKS: RefCell<Desks> = const { RefCell::new(Desks { desks: Vec::new(), free: Vec::new() }) };
}

/// Where a desk is. Whoever drops it takes the desk away.
#[derive(Debug)]
pub struct Place(usize);

impl Place {
    /// Puts up a desk for a ledger.
    pub fn of(ledger: Ledger) -> Self {
        DESKS.with_borrow_mut(|Desks { desks, free }| {
            let desk = Some(Box::new(Desk::new(ledger)));
            let number = free.pop().unwrap_or(desks.len());
            match desks.get_mut(number) {
                Some(place) => *place = desk,
                None => desks.push(desk),
            }
            Self(number)
        })
    }

    /// The number to ask with.
    pub fn number(&self) -> u32 {
        self.0 as u32
    }

    /// Does something at the desk. Nothing if it is gone, which it is not while this is there.
    pub fn at<T>(&self, act: impl FnOnce(&mut Desk) -> T) -> Option<T> {
        DESKS.with_borrow_mut(|all| all.desks.get_mut(self.0)?.as_deref_mut().map(act))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let desk = DESKS.with_borrow_mut(|Desks { desks, free }| {
            free.push(self.0);
            desks.get_mut(self.0).and_then(Option::take)
        });
        drop(desk);
    }
}

/// A method by its place or its handle, and the id that it is about: see [`Desk::decide`].
#[wasm_bindgen]
pub fn decide(desk: u32, method: u32, first: u32, second: u32, third: u32) -> u32 {
    at(desk, |desk| desk.decide(method, [first, second, third])).map_or(FOREIGN, u32::from)
}

/// The class of an id's handle: see [`Desk::class_of`].
#[wasm_bindgen(js_name = classOf)]
pub fn class_of(desk: u32, handle: u32) -> i32 {
    at(desk, |desk| desk.class_of(handle)).map_or(-1, |class| class as i32)
}

#[inline]
fn at<T>(desk: u32, decide: impl FnOnce(&mut Desk) -> Option<T>) -> Option<T> {
    DESKS.with(|all| {
        decide(all.try_borrow_mut().ok()?.desks.get_mut(desk as usize)?.as_deref_mut()?)
    })
}
