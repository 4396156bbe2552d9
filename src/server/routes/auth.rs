//! Logging in and out, and who one is.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use crate::{
    error::Kind,
    operations::auth::Refresh,
    server::{
        call::Call,
        cookie,
        envelope::{self, Reply},
    },
};

/// `POST /admin/auth/login`
pub async fn login(mut call: Call) -> Reply {
    let request = call.body();
    let settings = call.settings();
    let (operations, request) = call.ready(request)?;
    let session = operations.login(request).await?;
    Ok(with_cookie(envelope::data(&session)?, cookie::keep(&session.refresh_token, &settings)))
}

/// `POST /admin/auth/refresh`
pub async fn refresh(mut call: Call) -> Reply {
    let (body, cookie) = (call.body::<Refresh>(), call.cookie_token());
    let settings = call.settings();
    let (operations, body) = call.ready(body)?;
    let token = match body.refresh_token {
        Some(token) => token,
        None => cookie?.ok_or(Kind::Unauthenticated)?,
    };
    let session = operations.refresh(token).await?;
    Ok(with_cookie(envelope::data(&session)?, cookie::keep(&session.refresh_token, &settings)))
}

/// `POST /admin/auth/logout`: by the token of the body, else the caller's own session, else the cookie's.
pub async fn logout(mut call: Call) -> Reply {
    let (body, cookie, refusal) = (call.body::<Refresh>(), call.cookie_token(), call.refusal());
    let settings = call.settings();
    let (operations, body) = call.ready(body)?;
    let token = match (body.refresh_token, refusal) {
        (Some(token), _) => Some(token),
        (None, None) => None,
        (None, Some(refusal)) => Some(cookie?.ok_or(refusal)?),
    };
    operations.logout(token).await?;
    Ok(with_cookie(StatusCode::NO_CONTENT.into_response(), cookie::forget(&settings)))
}

/// `POST /admin/auth/change-password`
pub async fn change_password(mut call: Call) -> Reply {
    let request = call.body();
    let (operations, request) = call.ready(request)?;
    envelope::data(&operations.change_password(request).await?)
}

/// `POST /admin/auth/mfa/enrol`
pub async fn enrol_mfa(mut call: Call) -> Reply {
    let request = call.body();
    let (operations, request) = call.ready(request)?;
    envelope::data(&operations.enrol_mfa(request).await?)
}

/// `POST /admin/auth/mfa/confirm`
pub async fn confirm_mfa(mut call: Call) -> Reply {
    let request = call.body();
    let (operations, request) = call.ready(request)?;
    envelope::data(&operations.confirm_mfa(request).await?)
}

/// `POST /admin/auth/mfa/disable`
pub async fn disable_mfa(mut call: Call) -> Reply {
    let request = call.body();
    let (operations, request) = call.ready(request)?;
    envelope::data(&operations.disable_mfa(request).await?)
}

/// `GET /admin/me`
pub async fn me(call: Call) -> Reply {
    let (operations, ()) = call.ready(Some(()))?;
    envelope::data(&operations.me().await?)
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
