//! HTTP/1.1 by hand: one request on a connection, and answers that may be torn, slow or missing.

use std::{collections::BTreeMap, time::Duration};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

#[derive(Clone, Debug, Default)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    /// By lower-case name.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub retry_after: Option<u64>,
    pub body: Vec<u8>,
    pub how: How,
}

/// How an answer goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Whole,
    /// The connection ends in the middle of the body.
    Half,
    /// So long before each byte of the body.
    Slowly(Duration),
    /// The connection ends without an answer.
    Never,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl Reply {
    pub fn json(status: u16, body: &Value) -> Self {
        Self { status, retry_after: None, body: body.to_string().into_bytes(), how: How::Whole }
    }

    pub fn never() -> Self {
        Self { status: 0, retry_after: None, body: Vec::new(), how: How::Never }
    }
}

/// The request, or nothing where the caller went away or speaks something else.
pub async fn read(socket: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        (socket.read_buf(&mut bytes).await.ok()? > 0).then_some(())?;
    };
    let mut request = head(std::str::from_utf8(&bytes[..end]).ok()?)?;
    let length = request.header("content-length").map_or(Some(0), |text| text.parse().ok())?;
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        (socket.read_buf(&mut body).await.ok()? > 0).then_some(())?;
    }
    request.body = body;
    Some(request)
}

fn head(text: &str) -> Option<Request> {
    let mut lines = text.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let query = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let header = |line: &str| line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
    Some(Request {
        method,
        path: path.to_owned(),
        query,
        headers: lines.filter_map(header).collect(),
        body: Vec::new(),
    })
}

pub async fn write(mut socket: TcpStream, reply: Reply) {
    // Whoever went away doesn't hear the rest; that is the caller's trouble.
    let _ = answer(&mut socket, reply).await;
    let _ = socket.shutdown().await;
}

async fn answer(socket: &mut TcpStream, reply: Reply) -> std::io::Result<()> {
    if reply.how == How::Never {
        return Ok(());
    }
    let retry = reply.retry_after.map(|seconds| format!("Retry-After: {seconds}\r\n")).unwrap_or_default();
    let (status, length) = (reply.status, reply.body.len());
    let head = format!(
        "HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\nConnection: close\r\n{retry}Content-Length: {length}\r\n\r\n"
    );
    socket.write_all(head.as_bytes()).await?;
    match reply.how {
        How::Half => socket.write_all(&reply.body[..length / 2]).await,
        How::Slowly(pause) => {
            for byte in reply.body {
                tokio::time::sleep(pause).await;
                socket.write_all(&[byte]).await?;
            }
            Ok(())
        }
        How::Whole | How::Never => socket.write_all(&reply.body).await,
    }
}
