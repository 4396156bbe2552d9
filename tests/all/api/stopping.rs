//! The end of a server.

use std::time::Duration;

use appydex_admin::server::{self, ServerState};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::support::server::settings;
use crate::support::world::{On, Through, World};

/// Long enough for a few bytes to arrive on this machine.
const MOMENT: Duration = Duration::from_millis(200);

#[tokio::test]
async fn what_was_begun_is_finished_and_nothing_new_is_taken() {
    let world = World::new(On::Sqlite, Through::Local).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let (stop, stopped) = oneshot::channel::<()>();
    let state = ServerState::new(world.service.clone(), settings(&format!("http://{address}")));
    let server = tokio::spawn(server::serve(state, listener, async { stopped.await.expect("it is told") }));

    let mut idle = TcpStream::connect(address).await.expect("a connection");
    idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.expect("it is sent");
    let mut begun = TcpStream::connect(address).await.expect("a connection");
    let half = b"POST /api/v1/admin/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                 content-length: 2\r\n\r\n{";
    begun.write_all(half).await.expect("it is sent");
    tokio::time::sleep(MOMENT).await;

    stop.send(()).expect("it listens");
    tokio::time::sleep(MOMENT).await;
    assert!(TcpStream::connect(address).await.is_err(), "nobody new is let in");
    assert!(!server.is_finished(), "somebody is still there");
    begun.write_all(b"}").await.expect("it is sent");
    let mut answer = String::new();
    begun.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    let ended = tokio::time::timeout(Duration::from_secs(5), server).await;
    ended.expect("an idle connection doesn't hold it up").expect("it didn't panic").expect("it ended well");
}
