//! Vendors' own tokens: opaque, for filing takedown requests and nothing else.

use async_trait::async_trait;
use serde_json::json;

use super::{
    Local, Service,
    access::{Identity, Need, admin_uuid},
    mutation::{About, Change, Context, Mutation},
    vault,
};
use crate::{
    domain::{
        actor::{Actor, Permission, Permissions},
        id::{Reference, VendorId, VendorTokenId},
        page::Paging,
        time::DAY,
    },
    error::{AdminName, Error, Kind, Result},
    operations::{
        Deleted, Page,
        vendors::{CreateVendorToken, VendorToken, VendorTokenListItem},
    },
    store::{
        names,
        vendors::{self, TokenRow, VendorRow},
    },
};

/// What vendors' tokens begin with.
pub const TOKEN_PREFIX: &str = "avt_";

impl Service {
    pub(super) async fn authenticate_vendor(&self, token: &str) -> Result<Identity> {
        let mut tx = self.0.db.read().await?;
        let found = vendors::by_token(&mut tx, &vault::token_hash(token)).await?;
        let (token, vendor, expires) = found.ok_or_else(|| Error::new(Kind::Unauthenticated))?;
        if expires <= self.now() {
            return Err(Error::new(Kind::TokenExpired));
        }
        Ok(Identity { actor: Actor::Vendor { vendor, token }, ..Identity::NOBODY })
    }
}

fn missing(vendor_id: impl std::fmt::Display) -> Error {
    Error::new(Kind::VendorNotFound { vendor_id: vendor_id.to_string() })
}

impl Local {
    pub(super) async fn find_vendor(&self, vendor: &Reference) -> Result<VendorId> {
        self.find(names::VENDORS, vendor, missing).await.map(VendorId)
    }

    pub(super) async fn find_vendor_token(&self, token: &Reference) -> Result<VendorTokenId> {
        let missing = |token_id| Error::new(Kind::TokenNotFound { token_id });
        self.find(names::VENDOR_TOKENS, token, missing).await.map(VendorTokenId)
    }

    pub(super) async fn vendor_tokens(&self, vendor: &Reference, paging: Paging) -> Result<Page<VendorTokenListItem>> {
        self.permit(Permission::VendorsView).await?;
        let id = self.find_vendor(vendor).await?;
        let mut tx = self.service.0.db.read().await?;
        let row = vendors::by_id(&mut tx, id).await?.ok_or_else(|| missing(vendor))?;
        let (rows, meta) = vendors::tokens(&mut tx, row.key, self.service.now(), &paging).await?;
        Ok(Page { rows: rows.into_iter().map(listed).collect(), meta, summary: () })
    }
}

fn listed(row: TokenRow) -> VendorTokenListItem {
    VendorTokenListItem {
        id: row.id.0,
        vendor_id: row.vendor_id.0,
        permissions: Permissions::VENDOR,
        created_at: row.created_at,
        created_by: row.created_by.zip(row.created_by_name).map(|(id, name)| AdminName { id, name }),
        expires_at: row.expires_at,
    }
}

async fn vendor(cx: &mut Context<'_>, id: VendorId) -> Result<VendorRow> {
    vendors::by_id(&mut cx.tx, id).await?.ok_or_else(|| missing(id))
}

/// Makes a token.
pub struct CreateToken;

#[async_trait]
impl Mutation for CreateToken {
    const NAME: &'static str = "vendor_token.create";
    const NEEDS: Need = Need::Permission(Permission::VendorsUpdate);
    const ENTITY: &'static str = "vendor_token";
    const SECRET: bool = true;
    type Request = (VendorId, CreateVendorToken);
    type Answer = VendorToken;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<VendorToken> {
        let vendor = vendor(cx, *id).await?;
        let token_id = VendorTokenId(cx.id());
        let expires_at = cx.now.plus(request.days * DAY);
        let (secret, hash) = vault::new_token(TOKEN_PREFIX, cx.service.0.random.as_ref());
        let by = admin_uuid(&cx.who);
        vendors::insert_token(&mut cx.tx, token_id, vendor.key, &hash, by, cx.now, expires_at).await?;
        let after = json!({"vendor_id": vendor.id, "expires_at": expires_at});
        cx.audit(Change { entity_id: token_id.to_string(), after: Some(after), ..Change::default() });
        cx.event("system.changed", token_id.0, &About::default());
        Ok(VendorToken {
            id: token_id.0,
            token: (!cx.dry_run()).then_some(secret),
            token_type: "Bearer".into(),
            vendor_id: vendor.id.0,
            vendor_name: vendor.name.into(),
            permissions: Permissions::VENDOR,
            created_at: cx.now,
            expires_at,
            dry_run: None,
        })
    }
}

/// Ends a token.
pub struct RevokeToken;

#[async_trait]
impl Mutation for RevokeToken {
    const NAME: &'static str = "vendor_token.revoke";
    const NEEDS: Need = Need::Permission(Permission::VendorsUpdate);
    const ENTITY: &'static str = "vendor_token";
    type Request = (VendorId, VendorTokenId);
    type Answer = Deleted;

    async fn run(cx: &mut Context<'_>, (id, token): &Self::Request) -> Result<Deleted> {
        let vendor = vendor(cx, *id).await?;
        if !vendors::revoke_token(&mut cx.tx, *token, vendor.key, cx.now).await? {
            return Err(Error::new(Kind::TokenNotFound { token_id: token.to_string() }));
        }
        let fact = cx.id();
        let (subject, now) = (token.to_string(), cx.now);
        crate::store::security::note_fact(&mut cx.tx, fact, "token_revoked", &subject, "{}", now).await?;
        let after = json!({"vendor_id": vendor.id, "revoked": true});
        cx.audit(Change { entity_id: token.to_string(), after: Some(after), ..Change::default() });
        cx.event("system.changed", token.0, &About::default());
        Ok(Deleted { id: token.to_string(), dry_run: None })
    }
}
