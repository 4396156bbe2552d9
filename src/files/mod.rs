//! Where exports and uploads are kept: [`LocalFiles`], a directory of this machine or one that several machines share.
//!
//! Each is a `ports::files::Files`; who may fetch a file, and its signed links, are the service's. To add a store: a
//! file here, its choice in `app`.

mod local;

pub use local::LocalFiles;
