//! What every screen is made of: harmless text, a pen that draws it, a text editor, charts.
//!
//! Nothing here knows an operation or a tab. Text gets onto the screen only as a [`text::Piece`], which can't hold
//! anything that acts on a terminal. To add one: a file that draws with the [`pen::Pen`] from plain values.

pub mod chart;
pub mod editor;
pub mod pen;
pub mod text;
