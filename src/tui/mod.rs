//! The terminal screens: queues, cases and decisions on one screen, for people who do this all day.
//!
//! One stream of messages (keys, answers, time), one pure function [`update::update`] that changes the [`model::Model`]
//! and says which effects follow, views that only read it, and effects that only call
//! [`Operations`](crate::operations::Operations), each under a ticket, so that a late answer never lands on another
//! row. Which key does what stands in one table, [`keymap`]; help, palette and the line at the bottom are made of it.
//! Whatever is shown goes through [`widgets::text`], where strangers' text is made harmless. No rule of the product
//! lives here, and nothing of the machine: `app` hands everything in as a [`Setup`].
//! To add a screen: its state in `model`, its calls in `effect`, what its keys do in `update`, how it looks in `view`,
//! its keys in `keymap`.

pub mod backend;
pub mod effect;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod message;
pub mod model;
mod run;
mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod widgets;

pub use self::{
    effect::perform,
    model::setup::{Letter, Letters, Place, Setup},
    run::{Ended, Outside, run},
    theme::ThemeName,
};
