//! Who may do what: every operation that is built, asked by every kind of caller.

use appydex_admin::domain::actor::{Permission, Permissions, SYSTEM_ROLES};
use serde_json::Value;
use uuid::Uuid;

use super::harness::{Answer, App, new_key};
use super::market::vendor_token;
use crate::support::routes::{Route, document, resolve, routes};

/// A caller, their token, and what they hold.
struct Asker {
    name: &'static str,
    token: Option<String>,
    holds: Permissions,
    admin: bool,
}

async fn askers(app: &App) -> Vec<Asker> {
    let mut askers = Vec::new();
    for role in SYSTEM_ROLES {
        let token = Some(app.token(role.id).await);
        askers.push(Asker { name: role.id, token, holds: role.permissions(), admin: true });
    }
    let token = Some(vendor_token(app, app.world.vendor("Lotus Spa").await.id).await);
    askers.push(Asker { name: "vendor", token, holds: Permissions::VENDOR, admin: false });
    askers.push(Asker { name: "nobody", token: None, holds: Permissions::NONE, admin: false });
    askers
}

impl Asker {
    /// Whether one of the contract's `x-permission` words lets them in.
    fn may(&self, words: &[String]) -> bool {
        words.iter().any(|word| match word.as_str() {
            "authenticated" => self.admin,
            // Only of what is one's own; the requests here are about a row that isn't there.
            "owner" | "creator" => false,
            // The tests call from this very machine.
            "loopback" => self.token.is_none(),
            permission => permission.parse::<Permission>().is_ok_and(|permission| self.holds.allows(permission)),
        })
    }
}

/// The operations that ask who calls, beyond a refresh token or a signature, as far as they are built.
async fn guarded(app: &App) -> Vec<&'static Route> {
    let mut found = Vec::new();
    for route in routes() {
        let open =
            ["public", "refresh-token", "gateway-signature", "signed-link"].contains(&route.permissions[0].as_str());
        let probe = app.call("OPTIONS", route.path.replace(['{', '}'], "")).send().await;
        let built = probe.header("allow").split(',').any(|method| method == route.method);
        if built && !open {
            found.push(route);
        }
    }
    found
}

/// A request that is right in form, changes nothing, and names rows that aren't there.
async fn ask(app: &App, route: &'static Route, asker: &Asker) -> Answer {
    let template = route.path.split('/');
    let part = |part: &str| match part {
        "{role_id}" => "nobody_s".to_owned(),
        _ if part.starts_with('{') => Uuid::from_u128(7).to_string(),
        _ => part.to_owned(),
    };
    let path = template.map(part).collect::<Vec<_>>().join("/");
    let method: &'static str = route.method.as_str();
    let given = route.parameters.iter().filter_map(|parameter| match parameter.name.as_str() {
        "dry_run" => Some("dry_run=true"),
        "from" if parameter.required => Some("from=2025-10-01"),
        "to" if parameter.required => Some("to=2025-10-31"),
        _ => None,
    });
    let query = given.collect::<Vec<_>>().join("&");
    let mut call = app.call(method, if query.is_empty() { path } else { format!("{path}?{query}") });
    if route.parameters.iter().any(|parameter| parameter.name == "Idempotency-Key") {
        call = call.key(&new_key());
    }
    if let Some(body) = example(route) {
        call = call.json(&body);
    }
    match &asker.token {
        Some(token) => call.by(token),
        None => call,
    }
    .send()
    .await
}

fn for_any_admin(route: &Route) -> bool {
    route.permissions.iter().any(|word| ["authenticated", "owner", "creator"].contains(&word.as_str()))
}

/// The contract's own example of a request's body.
fn example(route: &Route) -> Option<Value> {
    let media = format!("{}/requestBody/content/application~1json", route.pointer);
    let node = document().pointer(&media)?;
    let named = || {
        let (name, _) = node["examples"].as_object()?.iter().next()?;
        Some(resolve(&format!("{media}/examples/{name}")).1["value"].clone())
    };
    node.get("example").cloned().or_else(named)
}

#[tokio::test]
async fn each_caller_may_what_the_contract_says_and_no_more() {
    let app = App::start().await;
    let askers = askers(&app).await;
    let guarded = guarded(&app).await;
    assert!(guarded.len() >= 20, "found only {}", guarded.len());
    let mut wrong = Vec::new();
    for route in guarded {
        for asker in &askers {
            let answer = ask(&app, route, asker).await;
            let status = answer.status;
            // Who may, and has no fresh second factor, was let in as far as this test looks.
            let stepped_up = route.parameters.iter().any(|parameter| parameter.name == "X-MFA-Code");
            let unfresh = stepped_up && status == 403 && answer.json()["error"]["code"] == "MFA_REQUIRED";
            let expected = match (asker.may(&route.permissions), &asker.token) {
                (true, _) => "let in",
                (false, None) => "401",
                // Where any admin may come with something of their own, a vendor is nobody.
                (false, Some(_)) if !asker.admin && for_any_admin(route) => "401",
                (false, Some(_)) => "403",
            };
            let found = match status {
                _ if unfresh => "let in",
                401 => "401",
                403 => "403",
                500.. => "failed",
                _ => "let in",
            };
            // Whose a row is that isn't there, nobody can say.
            let owned = for_any_admin(route) && status == 404 && asker.admin;
            if found != expected && !owned {
                wrong.push(format!("{} by {}: {status}, expected {expected}", route.id, asker.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
