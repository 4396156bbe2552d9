//! What a first start makes: the key that seals, the install's own id, the system roles.

use super::{files, settings::Settings, vault::Vault};
use crate::{
    domain::{actor::SYSTEM_ROLES, time::Timestamp},
    error::{Error, Result},
    ports::{Random, new_id},
    store::{Db, engine::Engine, roles, security},
};

/// The vault of the configured key, or on SQLite of the one in the data directory.
pub fn vault(db: &Db, settings: &Settings, random: &dyn Random) -> Result<Vault> {
    match (settings.master_key, db.engine()) {
        (Some(key), _) => Vault::new(&key),
        (None, Engine::Sqlite) => Vault::in_directory(&settings.data_dir, random),
        (None, Engine::Postgres) => Err(Error::environment(
            "On PostgreSQL auth.master_key_file must name a file with 32 bytes in base64, the same on every server \
             (make one with: openssl rand -base64 32).",
        )),
    }
}

/// The configured install id, or on SQLite the one in the data directory.
pub fn install_id(db: &Db, settings: &Settings, now: Timestamp, random: &dyn Random) -> Result<String> {
    match (&settings.install_id, db.engine()) {
        (Some(id), _) => Ok(id.clone()),
        (None, Engine::Sqlite) => {
            let path = settings.data_dir.join("install-id");
            Ok(files::read_or_create_private(&path, &new_id(now, random).to_string())?.trim().to_owned())
        }
        (None, Engine::Postgres) => Err(Error::environment(
            "On PostgreSQL refunds.install_id must name this install, the same on every server.",
        )),
    }
}

/// Puts the system roles in, or brings them up to date with this program; notes who may send money.
pub async fn roles(db: &Db, install_id: &str, now: Timestamp) -> Result<()> {
    if is_current(db).await? {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    for role in SYSTEM_ROLES {
        let permissions = serde_json::to_string(&role.permissions()).map_err(Error::internal)?;
        roles::put_system(&mut tx, role.id, role.name, role.description, &permissions, now).await?;
    }
    security::set_fact_once(&mut tx, "install_id", install_id).await?;
    security::set_fact_once(&mut tx, "security_epoch", "0").await?;
    tx.commit().await
}

/// A start that finds everything as it should be takes no write lock.
async fn is_current(db: &Db) -> Result<bool> {
    let mut tx = db.read().await?;
    for role in SYSTEM_ROLES {
        let permissions = serde_json::to_string(&role.permissions()).map_err(Error::internal)?;
        if roles::find(&mut tx, role.id).await?.is_none_or(|(_, stored)| stored != permissions) {
            return Ok(false);
        }
    }
    Ok(security::fact(&mut tx, "install_id").await?.is_some())
}
