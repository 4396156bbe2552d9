//! The terminal screens without a terminal: keys in, effects and frames out.
//!
//! [`desk::Desk`] holds the model and a stand-in for the operations that answers from [`data`]; frames are compared as
//! plain text. Nothing here opens a database or a socket. To add a screen: its states in `screens`, what its keys do in
//! `keys`, and it goes through `hostile` by itself.

mod data;
mod desk;
mod hostile;
mod keys;
mod screens;
