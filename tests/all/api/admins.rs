//! Admins: listing, making, changing, resetting.

use serde_json::{Value, json};

use super::harness::{App, text};
use crate::support::world::PASSWORD;

const ADMINS: &str = "/api/v1/admin/admins";

async fn id_of(app: &App, token: &str, search: &str) -> String {
    let rows = app.get(format!("{ADMINS}?search={search}")).by(token).send().await.ok(200);
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "{rows}");
    text(&rows[0]["id"])
}

fn names(rows: &Value) -> Vec<&str> {
    rows.as_array().expect("rows").iter().map(|row| row["name"].as_str().expect("a name")).collect()
}

#[tokio::test]
async fn admins_are_listed_searched_and_walked() {
    let app = App::start().await;
    let token = app.token("super_admin").await;
    for role in ["vendor_admin", "content_moderator", "support_agent", "finance_admin"] {
        app.email(role).await;
    }
    let list = |query: &'static str| app.get(format!("{ADMINS}?{query}")).by(&token).send();
    let all = ["content_moderator", "finance_admin", "root", "support_agent", "vendor_admin"];
    assert_eq!(names(&list("sort_by=name").await.ok(200)), all);
    assert_eq!(names(&list("search=MODER").await.ok(200)), ["content_moderator"]);
    assert_eq!(names(&list("role=finance_admin").await.ok(200)), ["finance_admin"]);
    let none = list("active=false").await.json();
    assert_eq!(
        (&none["data"], &none["meta"]["total_items"], &none["meta"]["total_pages"]),
        (&json!([]), &json!(0), &json!(0))
    );

    let first = list("sort_by=name&page_size=2").await.json();
    assert_eq!((&first["meta"]["total_pages"], &first["meta"]["has_next"]), (&json!(3), &json!(true)));
    let mut walked: Vec<String> = names(&first["data"]).into_iter().map(str::to_owned).collect();
    let mut cursor = first["meta"]["next_cursor"].clone();
    while let Some(next) = cursor.as_str() {
        let target = format!("{ADMINS}?sort_by=name&page_size=2&cursor={next}");
        let page = app.get(target).by(&token).send().await.json();
        walked.extend(names(&page["data"]).into_iter().map(str::to_owned));
        cursor = page["meta"]["next_cursor"].clone();
    }
    assert_eq!(walked, all);
    let answer = list("cursor=bm90aGluZw").await;
    assert_eq!(answer.bad_fields(), ["cursor"]);
}

#[tokio::test]
async fn an_admin_is_made_and_logs_in() {
    let app = App::start().await;
    let token = app.token("super_admin").await;
    let body =
        json!({"email": "New.Admin@example.com", "name": "New", "phone": "+919812345678", "roles": ["support_agent"]});
    let tried = app.post(format!("{ADMINS}?dry_run=true"), &body).by(&token).send().await.ok(201);
    assert_eq!((&tried["dry_run"], &tried["generated_password"]), (&json!(true), &Value::Null));
    let made = app.post(ADMINS, &body).by(&token).send().await;
    assert_eq!(made.header("cache-control"), "no-store");
    let password = text(&made.ok(201)["generated_password"]);
    for name in ["new.admin@example.com", "+919812345678"] {
        let login = json!({"email_or_phone": name, "password": password});
        app.post("/api/v1/admin/auth/login", &login).send().await.ok(200);
    }
    let error = app.post(ADMINS, &body).by(&token).send().await.refused(409, "ADMIN_EXISTS");
    assert_eq!(error["email"], "New.Admin@example.com");
}

#[tokio::test]
async fn every_bad_field_of_a_new_admin_is_named() {
    let app = App::start().await;
    let token = app.token("super_admin").await;
    let body = json!({
        "email": "nobody", "name": "\u{0}", "phone": "0987", "roles": [], "password": "short", "role": "x",
    });
    let answer = app.post(ADMINS, &body).by(&token).send().await;
    assert_eq!(answer.bad_fields(), ["email", "name", "password", "phone", "role", "roles"]);
    let answer = app.post(ADMINS, &json!({})).by(&token).send().await;
    assert_eq!(answer.bad_fields(), ["email", "name", "roles"]);
    let body = json!({"email": "a@example.com", "name": "A", "roles": ["astronaut"]});
    assert_eq!(app.post(ADMINS, &body).by(&token).send().await.bad_fields(), ["roles"]);
}

#[tokio::test]
async fn a_change_needs_the_version_that_was_seen() {
    let app = App::start().await;
    let token = app.token("super_admin").await;
    app.email("content_moderator").await;
    let one = format!("{ADMINS}/{}", id_of(&app, &token, "moderator").await);
    let seen = app.get(&one).by(&token).send().await;
    let etag = seen.header("etag").to_owned();
    assert_eq!(etag, format!("\"{}\"", seen.ok(200)["version"]));
    let rename =
        |name: &str, tag: &str| app.patch(&one, &json!({"name": name})).by(&token).header("if-match", tag).send();
    rename("First", &etag).await.ok(200);
    rename("Second", &etag).await.refused(412, "PRECONDITION_FAILED");
    for tag in ["\"abc\"", "3", "\"1\", \"2\"", "\"\"", "\"-1\""] {
        rename("Second", tag).await.refused(412, "PRECONDITION_FAILED");
    }
    rename("Third", "*").await.ok(200);
    let now = app.get(&one).by(&token).send().await.header("etag").to_owned();
    rename("Fourth", &format!("W/{now}")).await.ok(200);
    assert_eq!(app.get(&one).by(&token).send().await.ok(200)["name"], "Fourth");
}

#[tokio::test]
async fn switching_an_admin_off_takes_effect_at_once() {
    let app = App::start().await;
    let (token, theirs) = (app.token("super_admin").await, app.token("support_agent").await);
    let one = format!("{ADMINS}/{}", id_of(&app, &token, "support").await);
    let off = app.patch(&one, &json!({"active": false})).by(&token).send().await.ok(200);
    assert_eq!((&off["active"], &off["revoked_sessions"]), (&json!(false), &json!(1)));
    app.get("/api/v1/admin/me").by(&theirs).send().await.refused(401, "UNAUTHENTICATED");
    let login = json!({"email": app.email("support_agent").await, "password": PASSWORD});
    app.post("/api/v1/admin/auth/login", &login).send().await.refused(401, "INVALID_CREDENTIALS");
    app.patch(&one, &json!({"active": true})).by(&token).send().await.ok(200);
    app.post("/api/v1/admin/auth/login", &login).send().await.ok(200);
}

#[tokio::test]
async fn a_role_taken_away_counts_from_the_next_request() {
    let app = App::start().await;
    let (token, theirs) = (app.token("super_admin").await, app.token("content_moderator").await);
    let queue = "/api/v1/admin/reviews/takedown-requests";
    app.get(queue).by(&theirs).send().await.ok(200);
    let one = format!("{ADMINS}/{}", id_of(&app, &token, "moderator").await);
    app.patch(&one, &json!({"roles": ["finance_admin"]})).by(&token).send().await.ok(200);
    let error = app.get(queue).by(&theirs).send().await.refused(403, "PERMISSION_DENIED");
    assert_eq!(error["required_permission"], "reviews:moderate");
}

#[tokio::test]
async fn the_last_super_admin_stays_one() {
    let app = App::start().await;
    let token = app.token("super_admin").await;
    let one = format!("{ADMINS}/{}", id_of(&app, &token, "root").await);
    for change in [json!({"active": false}), json!({"roles": ["support_agent"]})] {
        app.patch(&one, &change).by(&token).send().await.refused(409, "LAST_SUPER_ADMIN");
    }
    assert_eq!(app.patch(&one, &json!({})).by(&token).send().await.bad_fields(), ["body"]);
    app.get(format!("{ADMINS}/01990000-0000-7000-8000-000000000000"))
        .by(&token)
        .send()
        .await
        .refused(404, "ADMIN_NOT_FOUND");
    let missing = format!("{ADMINS}/01990000-0000-7000-8000-000000000000");
    app.patch(&missing, &json!({"name": "X"})).by(&token).send().await.refused(404, "ADMIN_NOT_FOUND");
}

#[tokio::test]
async fn a_new_password_is_given_to_others_only() {
    let app = App::start().await;
    let (token, theirs) = (app.token("super_admin").await, app.token("finance_admin").await);
    let reset = |id: &str| format!("{ADMINS}/{id}/reset-password");
    let own = id_of(&app, &token, "root").await;
    app.post(reset(&own), &json!({})).by(&token).send().await.refused(409, "OWN_ACCOUNT");
    let id = id_of(&app, &token, "finance").await;
    let tried = app.post(format!("{}?dry_run=true", reset(&id)), &Value::Null).by(&token).send().await.ok(200);
    assert_eq!((&tried["dry_run"], &tried["generated_password"]), (&json!(true), &Value::Null));
    let answer = app.post(reset(&id), &Value::Null).by(&token).send().await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let given = answer.ok(200);
    assert_eq!(given["revoked_sessions"], 1);
    app.get("/api/v1/admin/me").by(&theirs).send().await.refused(401, "UNAUTHENTICATED");
    let login = json!({"email": app.email("finance_admin").await, "password": given["generated_password"]});
    app.post("/api/v1/admin/auth/login", &login).send().await.ok(200);
    let bad = app.post(reset(&id), &json!({"password": "finance_admin"})).by(&token).send().await;
    assert_eq!(bad.bad_fields(), ["password"], "it is their own name");
}
