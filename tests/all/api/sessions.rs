//! Sessions: one's own, and everyone's.

use serde_json::json;

use super::harness::{App, text};
use crate::support::world::PASSWORD;

const SESSIONS: &str = "/api/v1/admin/sessions";

#[tokio::test]
async fn one_sees_and_ends_one_s_own() {
    let app = App::start().await;
    let (here, there) = (app.token("support_agent").await, app.token("support_agent").await);
    let others = app.token("finance_admin").await;
    let mine = app.get(SESSIONS).by(&here).send().await.ok(200);
    let mine = mine.as_array().expect("rows");
    assert_eq!(mine.len(), 2, "nobody else's");
    let other_one = mine.iter().find(|row| row["current"] == json!(false)).expect("the other one");
    assert_eq!((&other_one["surface"], &other_one["address"]), (&json!("api"), &json!("127.0.0.1")));
    let path = format!("{SESSIONS}/{}", text(&other_one["id"]));
    app.delete(&path).by(&others).send().await.refused(403, "PERMISSION_DENIED");
    let tried = app.delete(format!("{path}?dry_run=true")).by(&here).send().await.ok(200);
    assert_eq!(tried["dry_run"], true);
    app.get("/api/v1/admin/me").by(&there).send().await.ok(200);
    app.delete(&path).by(&here).send().await.ok(204);
    app.get("/api/v1/admin/me").by(&there).send().await.refused(401, "UNAUTHENTICATED");
    app.delete(&path).by(&here).send().await.refused(404, "SESSION_NOT_FOUND");
}

#[tokio::test]
async fn who_may_list_admins_sees_everyone_s() {
    let app = App::start().await;
    let (admin, other) = (app.token("super_admin").await, app.session("support_agent").await);
    let all = app.get(SESSIONS).by(&admin).send().await.ok(200);
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    let theirs = format!("{SESSIONS}?admin_id={}", text(&other["user"]["id"]));
    let rows = app.get(theirs).by(&admin).send().await.ok(200);
    assert_eq!(rows.as_array().map(Vec::len), Some(1));
    assert_eq!(rows[0]["admin"]["email"], "support_agent@appydex.example");
    app.delete(format!("{SESSIONS}/{}", text(&rows[0]["id"]))).by(&admin).send().await.ok(204);
    let bad = app.get(format!("{SESSIONS}?admin_id=x")).by(&admin).send().await;
    assert_eq!(bad.fault("admin_id"), "must be a whole UUID");
}

#[tokio::test]
async fn a_session_says_through_which_door_it_came() {
    let app = App::start().await;
    let body = json!({"email": app.email("super_admin").await, "password": PASSWORD});
    for (agent, surface) in [("appydex-admin-cli/0.1.0", "cli"), ("appydex-admin-tui/0.1.0", "tui"), ("curl/8", "api")]
    {
        let login = app.post("/api/v1/admin/auth/login", &body).header("user-agent", agent).send().await.ok(200);
        let token = text(&login["access_token"]);
        let rows = app.get(SESSIONS).by(&token).send().await.ok(200);
        let current = rows.as_array().expect("rows").iter().find(|row| row["current"] == true).expect("this one");
        assert_eq!((current["surface"].as_str(), current["user_agent"].as_str()), (Some(surface), Some(agent)));
    }
}
