//! Where exports of a test lie.

use std::{path::Path, sync::Arc};

use appydex_admin::{files::LocalFiles, ports::files::Files};

/// The files beside the data in `folder`; they are gone with it.
pub fn files(folder: &Path) -> Arc<dyn Files> {
    Arc::new(LocalFiles::new(folder.join("files")))
}
