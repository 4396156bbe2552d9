//! What people are told when something was decided about them, and how a letter leaves the house.
//!
//! [`templates`] turns the data of a notice into a title and a text; [`email`] speaks SMTP. When and to whom
//! something is sent isn't decided here: the service queues notices with each change, and
//! [`jobs::notices`](crate::jobs::notices) delivers them. To add a notice: a file in `templates/` whose first line is
//! the title, its line in the table of [`templates`], and a snapshot in the tests there.

pub mod email;
pub mod templates;
