//! Notices from the queue to the reader: the couriers on both databases, mail over real SMTP, the sweep.

mod delivery;
mod ground;
mod leases;
mod mail;
mod smtp;
mod sweep;
