//! The names of admins who are mentioned in an answer.

use std::collections::HashMap;

use uuid::Uuid;

use crate::{
    error::{AdminName, Result},
    operations::AdminRef,
    store::{Tx, admins},
};

/// The names of admins who are mentioned.
#[derive(Debug, Default)]
pub struct Names(HashMap<Uuid, (String, String)>);

impl Names {
    /// Those of these admins, who may be named several times.
    pub async fn of_ids(tx: &mut Tx, ids: &[Uuid]) -> Result<Self> {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        let names = admins::names(tx, &ids).await?;
        Ok(Self(names.into_iter().map(|(id, name, email)| (id, (name, email))).collect()))
    }

    /// An admin with their name.
    pub fn name(&self, id: Uuid) -> AdminName {
        AdminName { id, name: self.0.get(&id).map(|(name, _)| name.clone()).unwrap_or_default() }
    }

    /// An admin with name and e-mail, if they are known.
    pub fn reference(&self, id: Uuid) -> Option<AdminRef> {
        self.0.get(&id).map(|(name, email)| AdminRef { id, name: name.clone(), email: email.clone() })
    }
}
