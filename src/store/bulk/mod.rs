//! Many rows at once: a staging place beside the data, the checks over it, the merge out of it.
//!
//! [`staging`] takes rows in ([`sqlite`] into a scratch file beside the database, [`postgres`] into temporary
//! tables), `check` finds what is wrong across rows and files, [`target`] and `merge` bring the staged rows
//! into the tables in one transaction, [`ledger`] the refunds that were paid before, [`totals`] what is kept
//! instead of counted, [`fresh`] leaves indexes out of the way of a first import. The statements are the same
//! on both engines: a staged table has the same name on both, and `resolved_…` beside it has in `…_ref` the
//! row that a column names: negative the key of a row that is there already, positive the `ord` of a staged
//! row, 0 none. What a cell may hold is not decided here but in `import`. To add a table: its [`shape`], its
//! target, and whatever checks concern it.

mod batch;
mod check;
mod fresh;
mod ledger;
mod merge;
mod postgres;
mod shape;
mod sqlite;
mod staging;
mod target;
mod totals;

pub use batch::{Batch, Cell, Kind};
pub use check::{Problem, bookings_by_status, check, count, problems, refused_lines, refused_rows};
pub use merge::{Changed, Kept, Limits, merge, preview};
pub use shape::{FIXED, PROBLEMS, Ref, SHAPES, Shape};
pub use staging::Staging;
