//! A Redis of a test's own: on a free port of 127.0.0.1, with nothing on disk, gone with the test. Where it can't start
//! the test fails: one that skips it says nothing about it.

use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::Duration,
};

use appydex_admin::config::ServiceUrl;

/// A running server.
pub struct Redis {
    port: u16,
    child: Option<Child>,
}

impl Redis {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port of 127.0.0.1 is free");
        let port = listener.local_addr().expect("it is bound").port();
        drop(listener);
        let mut redis = Self { port, child: None };
        redis.again();
        redis
    }

    /// Starts it, empty, where it was before.
    pub fn again(&mut self) {
        let port = self.port.to_string();
        let quiet =
            ["--save", "", "--appendonly", "no", "--bind", "127.0.0.1", "--requirepass", "pass word", "--port", &port];
        let mut command = Command::new("redis-server");
        command.args(quiet).current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn();
        self.child =
            Some(child.expect("redis-server isn't installed, and the tests need it: apt-get install redis-server"));
        let here = (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            TcpStream::connect(("127.0.0.1", self.port)).is_ok()
        });
        assert!(here, "redis-server didn't start on port {port}");
    }

    /// Ends it at once.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().and_then(|()| child.wait()).expect("it can be killed");
        }
    }

    pub fn url(&self) -> ServiceUrl {
        ServiceUrl::new(format!("redis://:pass%20word@127.0.0.1:{}/2", self.port))
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.stop();
    }
}
