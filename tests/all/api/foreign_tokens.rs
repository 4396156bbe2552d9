//! Tokens of a backend that was here before: with a shared secret, and with keys that it publishes.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use appydex_admin::{ports::KeySet, service::foreign::Foreign};
use async_trait::async_trait;
use aws_lc_rs::{
    hmac,
    rand::SystemRandom,
    rsa,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::harness::App;

const ISSUER: &str = "https://backend.example";
const AUDIENCE: &str = "admin";
const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";
const ME: &str = "/api/v1/admin/me";

/// Signs as a backend does, with no help of the library that checks.
enum Signer {
    Shared,
    Rsa(RsaKeyPair),
    Ec(EcdsaKeyPair),
    Ed(Ed25519KeyPair),
}

fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Signer {
    fn published() -> [(&'static str, Self); 3] {
        let ec = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        [
            ("rsa", Self::Rsa(RsaKeyPair::generate(rsa::KeySize::Rsa2048).unwrap())),
            ("ec", Self::Ec(ec)),
            ("ed", Self::Ed(Ed25519KeyPair::generate().unwrap())),
        ]
    }

    fn algorithm(&self) -> &'static str {
        match self {
            Self::Shared => "HS256",
            Self::Rsa(_) => "RS256",
            Self::Ec(_) => "ES256",
            Self::Ed(_) => "EdDSA",
        }
    }

    fn sign(&self, text: &str) -> Vec<u8> {
        match self {
            Self::Shared => hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, SECRET), text.as_bytes()).as_ref().to_vec(),
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).unwrap();
                signature
            }
            Self::Ec(key) => key.sign(&SystemRandom::new(), text.as_bytes()).unwrap().as_ref().to_vec(),
            Self::Ed(key) => key.sign(text.as_bytes()).as_ref().to_vec(),
        }
    }

    /// A token that says this.
    fn token(&self, kid: &str, claims: &Value) -> String {
        let header = json!({"alg": self.algorithm(), "kid": kid, "typ": "JWT"});
        let text = format!("{}.{}", encoded(header.to_string()), encoded(claims.to_string()));
        format!("{text}.{}", encoded(self.sign(&text)))
    }

    fn jwk(&self, kid: &str) -> Value {
        match self {
            Self::Shared => json!({"kty": "oct", "kid": kid, "k": encoded(SECRET)}),
            Self::Rsa(key) => {
                let public = key.public_key();
                let (n, e) = (public.modulus(), public.exponent());
                let number = |bytes: &[u8]| encoded(bytes);
                json!({"kty": "RSA", "kid": kid, "alg": "RS256", "use": "sig",
                    "n": number(n.big_endian_without_leading_zero()),
                    "e": number(e.big_endian_without_leading_zero())})
            }
            Self::Ec(key) => {
                let point = key.public_key().as_ref();
                json!({"kty": "EC", "crv": "P-256", "kid": kid, "x": encoded(&point[1..33]), "y": encoded(&point[33..])})
            }
            Self::Ed(key) => {
                json!({"kty": "OKP", "crv": "Ed25519", "kid": kid, "x": encoded(key.public_key().as_ref())})
            }
        }
    }
}

fn claims(app: &App, email: &str) -> Value {
    let now = app.world.now().seconds();
    json!({"iss": ISSUER, "aud": AUDIENCE, "email": email, "iat": now, "exp": now + 600})
}

fn with(claims: &Value, name: &str, value: Value) -> Value {
    let mut claims = claims.clone();
    claims[name] = value;
    claims
}

/// Keys as they are published at the moment.
#[derive(Default)]
struct Board {
    keys: Mutex<Option<Value>>,
    asked: AtomicUsize,
}

#[async_trait]
impl KeySet for Board {
    async fn fetch(&self) -> Result<String, String> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.keys.lock().unwrap().as_ref().map(Value::to_string).ok_or_else(|| "nobody answers".into())
    }
}

#[tokio::test]
async fn a_shared_secret_says_who_and_we_say_what_they_may() {
    let app = App::start().await;
    let email = app.email("support_agent").await;
    let right = claims(&app, &email);
    let token = |claims: &Value| Signer::Shared.token("any", claims);
    app.get(ME).by(&token(&right)).send().await.refused(401, "UNAUTHENTICATED");

    app.service().trust(Foreign::shared(SECRET, ISSUER, AUDIENCE));
    let me = app.get(ME).by(&token(&right)).send().await.ok(200);
    assert_eq!((&me["email"], &me["roles"]), (&json!(email), &json!(["support_agent"])));
    app.get(ME).by(&token(&with(&right, "email", json!(email.to_uppercase())))).send().await.ok(200);
    app.get(ME).by(&token(&with(&right, "aud", json!(["other", AUDIENCE])))).send().await.ok(200);
    let roles = with(&right, "roles", json!(["super_admin"]));
    app.get("/api/v1/admin/admins").by(&token(&roles)).send().await.refused(403, "PERMISSION_DENIED");

    let old = with(&right, "exp", json!(app.world.now().seconds()));
    app.get(ME).by(&token(&old)).send().await.refused(401, "TOKEN_EXPIRED");
    let wide: String = email.replace('s', "\u{ff53}");
    for wrong in [
        with(&right, "iss", json!("https://elsewhere.example")),
        with(&right, "aud", json!("customers")),
        with(&right, "email", json!("nobody@appydex.example")),
        with(&right, "email", json!(wide)),
        with(&right, "email", Value::Null),
        with(&right, "exp", Value::Null),
        with(&right, "nbf", json!(app.world.now().seconds() + 300)),
        with(&right, "email_verified", json!(false)),
    ] {
        app.get(ME).by(&token(&wrong)).send().await.refused(401, "UNAUTHENTICATED");
    }
    let mut forged = token(&right);
    forged.replace_range(forged.len() - 5.., "AAAAA");
    app.get(ME).by(&forged).send().await.refused(401, "UNAUTHENTICATED");
    let unsigned = format!("{}.{}.", encoded(r#"{"alg":"none"}"#), encoded(right.to_string()));
    app.get(ME).by(&unsigned).send().await.refused(401, "UNAUTHENTICATED");
    let [(_, rsa), ..] = Signer::published();
    app.get(ME).by(&rsa.token("any", &right)).send().await.refused(401, "UNAUTHENTICATED");
}

#[tokio::test]
async fn who_is_deactivated_here_is_nobody_and_no_foreign_token_is_a_second_factor() {
    let app = App::start().await;
    app.service().trust(Foreign::shared(SECRET, ISSUER, AUDIENCE));
    let token = Signer::Shared.token("any", &claims(&app, &app.email("super_admin").await));
    let unfreeze = json!({"reason": "Both sides were compared by hand and agree."});
    let asked = app.post("/api/v1/admin/refunds/reconciliation", &unfreeze).by(&token).send().await;
    asked.refused(403, "MFA_REQUIRED");

    let support = app.email("support_agent").await;
    let theirs = Signer::Shared.token("any", &claims(&app, &support));
    app.get(ME).by(&theirs).send().await.ok(200);
    app.world.tamper("UPDATE admins SET active = FALSE WHERE email = 'support_agent@appydex.example'").await;
    app.get(ME).by(&theirs).send().await.refused(401, "UNAUTHENTICATED");
}

#[tokio::test]
async fn published_keys_of_every_sort_are_trusted_until_they_are_taken_back() {
    let app = App::start().await;
    let right = claims(&app, &app.email("support_agent").await);
    let signers = Signer::published();
    let mut keys: Vec<Value> = signers.iter().map(|(kid, signer)| signer.jwk(kid)).collect();
    keys.push(json!({"kty": "EC", "crv": "P-521", "kid": "unknown", "x": "AA", "y": "AA"}));
    keys.push(Signer::Shared.jwk("oct"));
    let mut for_secrets = signers[0].1.jwk("enc");
    for_secrets["use"] = json!("enc");
    keys.push(for_secrets);
    let board = Arc::new(Board::default());
    app.service().trust(Foreign::published(board.clone(), ISSUER, AUDIENCE));

    // Where it isn't there nobody is let in, and it is not asked at every request.
    for _ in 0..3 {
        app.get(ME).by(&signers[0].1.token("rsa", &right)).send().await.refused(401, "UNAUTHENTICATED");
    }
    assert_eq!(board.asked.load(Ordering::SeqCst), 1);

    *board.keys.lock().unwrap() = Some(json!({"keys": keys}));
    app.pass(Duration::from_mins(1));
    for (kid, signer) in &signers {
        app.get(ME).by(&signer.token(kid, &right)).send().await.ok(200);
        for other in signers.iter().map(|(kid, _)| *kid).chain(["enc", "oct", "none"]).filter(|other| other != kid) {
            app.get(ME).by(&signer.token(other, &right)).send().await.refused(401, "UNAUTHENTICATED");
        }
    }
    app.get(ME).by(&Signer::Shared.token("oct", &right)).send().await.refused(401, "UNAUTHENTICATED");
    assert_eq!(board.asked.load(Ordering::SeqCst), 2, "whatever tokens name, it is asked once a minute");

    // One is taken back: for an hour that isn't known.
    *board.keys.lock().unwrap() = Some(json!({"keys": [signers[1].1.jwk("ec")]}));
    app.pass(Duration::from_hours(1));
    let right = claims(&app, &app.email("support_agent").await);
    app.get(ME).by(&signers[0].1.token("rsa", &right)).send().await.refused(401, "UNAUTHENTICATED");
    app.get(ME).by(&signers[1].1.token("ec", &right)).send().await.ok(200);

    // It is away for longer than that: what it said is not believed any more.
    *board.keys.lock().unwrap() = None;
    app.pass(Duration::from_hours(1));
    let right = claims(&app, &app.email("support_agent").await);
    app.get(ME).by(&signers[1].1.token("ec", &right)).send().await.refused(401, "UNAUTHENTICATED");
}
