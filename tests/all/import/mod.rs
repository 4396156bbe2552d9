//! Imports from outside: folders of files into both engines, again and again, good and bad.
//!
//! [`ground`] has databases, folders and dumps of whole databases as text that is the same on both engines. Each test
//! is run on both; the files are those of `tests/data`, or made here.

mod again;
mod bad;
mod figures;
mod first;
mod ground;
