//! Where exports of a test lie, and what a process needs to find a world's data.

use std::{path::Path, sync::Arc};

use appydex_admin::{files::LocalFiles, ports::files::Files};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::world::World;

/// The files beside the data in `folder`; they are gone with it.
pub fn files(folder: &Path) -> Arc<dyn Files> {
    Arc::new(LocalFiles::new(folder.join("files")))
}

impl World {
    /// What a process needs in its environment to run on its data, beside the folder.
    pub fn environment(&self) -> Vec<(String, String)> {
        let settings = self.service.settings();
        let key = settings.master_key.map(|key| STANDARD.encode(key));
        let shared = key.map(|key| {
            [
                ("APPYDEX_DATABASE__URL".to_owned(), self.url().to_owned()),
                ("APPYDEX_AUTH__MASTER_KEY".to_owned(), key),
                ("APPYDEX_REFUNDS__INSTALL_ID".to_owned(), settings.install_id.clone().unwrap_or_default()),
            ]
        });
        shared.into_iter().flatten().collect()
    }
}
