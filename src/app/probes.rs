//! The parts that health and `doctor` ask: the disk that files lie on, the mail server.

use std::{path::PathBuf, sync::Arc};

use async_trait::async_trait;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

use crate::{
    config::{Config, SmtpTls, StoreUrl},
    ports::{Facts, Probe, Probes},
    redis::Redis,
};

/// Less free than this is said, in bytes.
const LOW: u64 = 1 << 30;

/// The parts that this configuration has.
pub fn all(config: &Config, redis: Option<Arc<Redis>>) -> Probes {
    let storage: Option<Arc<dyn Probe>> = match &config.files.url {
        StoreUrl::Directory(directory) => Some(Arc::new(Disk::new(directory.clone(), config.data_dir.clone()))),
        StoreUrl::S3 { .. } => None,
    };
    let smtp = config.smtp.as_ref().map(|smtp| -> Arc<dyn Probe> {
        Arc::new(MailServer { host: smtp.host.clone(), port: smtp.port, greets: smtp.tls != SmtpTls::Implicit })
    });
    let redis = redis.map(|redis| -> Arc<dyn Probe> { redis });
    Probes { redis, storage, smtp, s3: matches!(config.files.url, StoreUrl::S3 { .. }) }
}

/// A directory's disk.
pub struct Disk {
    directory: PathBuf,
}

impl Disk {
    /// The disk of a directory, or of what holds the data while the directory isn't made yet.
    pub fn new(directory: PathBuf, data_dir: PathBuf) -> Self {
        Self { directory: if directory.exists() { directory } else { data_dir } }
    }

    fn look(&self) -> Result<Facts, String> {
        let probe = self.directory.join(format!(".probe-{}", std::process::id()));
        let written = std::fs::write(&probe, b"probe").and_then(|()| std::fs::remove_file(&probe));
        written.map_err(|error| format!("Files can't be written: {}", error.kind()))?;
        self.space()
    }

    #[cfg(unix)]
    fn space(&self) -> Result<Facts, String> {
        let disk = rustix::fs::statvfs(&self.directory).map_err(|error| format!("The disk can't be asked: {error}"))?;
        let (all, free) = (disk.f_blocks * disk.f_frsize, disk.f_bavail * disk.f_frsize);
        let trouble = (free < LOW).then(|| format!("Only {} MiB are free", free >> 20));
        Ok(Facts { trouble, used_bytes: Some(all.saturating_sub(free)), limit_bytes: Some(all) })
    }

    #[cfg(not(unix))]
    fn space(&self) -> Result<Facts, String> {
        Ok(Facts::default())
    }
}

#[async_trait]
impl Probe for Disk {
    async fn ask(&self) -> Result<Facts, String> {
        let disk = Self { directory: self.directory.clone() };
        let looked = tokio::task::spawn_blocking(move || disk.look()).await;
        looked.unwrap_or_else(|_| Err("The disk could not be looked at".into()))
    }
}

/// A mail server.
struct MailServer {
    host: String,
    port: u16,
    /// Whether it speaks first; under TLS from the first byte it doesn't.
    greets: bool,
}

#[async_trait]
impl Probe for MailServer {
    async fn ask(&self) -> Result<Facts, String> {
        let unreachable = |_| "The mail server can't be reached".to_owned();
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await.map_err(unreachable)?;
        if self.greets {
            let mut stream = BufReader::new(stream);
            let mut greeting = String::new();
            stream.read_line(&mut greeting).await.map_err(unreachable)?;
            // A server that has hung up meanwhile has still greeted.
            let _ = stream.write_all(b"QUIT\r\n").await;
            if !greeting.starts_with("220") {
                return Err("The mail server takes no mail at the moment".into());
            }
        }
        Ok(Facts::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_disk_says_how_full_it_is_and_that_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let facts = Disk::new(folder.path().into(), "/".into()).ask().await.unwrap();
        assert!(facts.used_bytes <= facts.limit_bytes && facts.limit_bytes > Some(0));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "it leaves nothing behind");
        let gone = Disk { directory: folder.path().join("gone") };
        assert!(gone.ask().await.unwrap_err().starts_with("Files can't be written"));
    }

    #[tokio::test]
    async fn a_mail_server_must_greet() {
        for (greeting, right) in [("220 here\r\n", true), ("421 full\r\n", false)] {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let port = listener.local_addr().unwrap().port();
            let server = tokio::spawn(async move {
                let (mut stream, _) = listener.accept().await.unwrap();
                stream.write_all(greeting.as_bytes()).await.unwrap();
            });
            let asked = MailServer { host: "127.0.0.1".into(), port, greets: true }.ask().await;
            assert_eq!(asked.is_ok(), right);
            server.await.unwrap();
            let gone = MailServer { host: "127.0.0.1".into(), port, greets: true }.ask().await;
            assert_eq!(gone.unwrap_err(), "The mail server can't be reached");
        }
    }
}
