//! A server in this process on a port of its own, and clients of it.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use appydex_admin::{
    config::Network,
    domain::actor::Surface,
    error::Result,
    operations::{Operations, auth::Login},
    remote::{
        Options, Remote,
        tokens::{Lock, TokenStore, Tokens},
    },
    server::{self, LimitSettings, ServerState},
    service::Service,
};

/// A running server; it ends with the test.
pub struct Server {
    pub url: String,
}

/// Tokens kept for as long as a test runs.
#[derive(Default)]
struct InMemory(Mutex<Option<Tokens>>);

impl TokenStore for InMemory {
    fn load(&self) -> Result<Option<Tokens>> {
        Ok(self.0.lock().unwrap().clone())
    }

    fn save(&self, tokens: &Tokens, _: bool) -> Result<()> {
        *self.0.lock().unwrap() = Some(tokens.clone());
        Ok(())
    }

    fn clear(&self) -> Result<()> {
        *self.0.lock().unwrap() = None;
        Ok(())
    }

    fn lock(&self) -> Result<Lock> {
        Ok(Lock::default())
    }
}

/// Settings of a server without limits.
pub fn settings(url: &str) -> server::Settings {
    server::Settings {
        public_url: url.to_owned(),
        allow_origins: vec!["http://localhost:*".into(), "http://127.0.0.1:*".into()],
        trusted_proxies: Vec::<Network>::new(),
        body_limit: 1 << 20,
        request_timeout: Duration::from_secs(30),
        scrape_token: None,
        refresh_lifetime: Duration::from_hours(30 * 24),
        shared_limits: None,
        limits: LimitSettings { list: 0, detail: 0, mutation: 0, analytics: 0, polling: 0, login_failures: 0 },
    }
}

impl Server {
    pub async fn start(service: Service) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = ServerState::new(service, settings(&url));
        tokio::spawn(server::serve(state, listener, std::future::pending()));
        Self { url }
    }

    fn client(&self, tokens: InMemory, mfa_code: Option<String>) -> Arc<dyn Operations> {
        let options = Options {
            server: self.url.clone(),
            surface: Surface::Cli,
            trace_id: "trace-of-the-test".into(),
            mfa_code,
            tokens: Arc::new(tokens),
            say: Arc::new(|_| {}),
        };
        Arc::new(Remote::connect(options).unwrap())
    }

    /// A client that has logged in.
    pub async fn logged_in(&self, email: &str, password: &str) -> Arc<dyn Operations> {
        let client = self.client(InMemory::default(), None);
        let login = Login { email_or_phone: email.into(), password: password.into(), mfa_code: None };
        client.login(login).await.unwrap();
        client
    }

    /// A client that bears this token, and sends this code of a second factor with its changes.
    pub fn bearing_with_code(&self, token: &str, code: &str) -> Arc<dyn Operations> {
        self.client(InMemory(Mutex::new(Some(Tokens::bearer(token)))), Some(code.to_owned()))
    }

    /// A client that bears this token and can't renew it, or none.
    pub fn bearing(&self, token: Option<&str>) -> Arc<dyn Operations> {
        let tokens = token.map(Tokens::bearer);
        self.client(InMemory(Mutex::new(tokens)), None)
    }
}
