//! One connection: reads a request whole, within its limits, has it answered, and counts what it holds in memory meanwhile.

use crate::{
    answer_body::AnswerBody,
    connection_limit::Permit,
    limits::{HEADER_BYTES_MAX, HEADER_FIELDS_MAX, KEEP_ALIVE_BYTES_MAX, REQUEST_TIMEOUT},
    refused,
};
use axum::{
    Router,
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use hyper::{
    Request,
    body::{Body as _, Incoming},
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{rt::TokioIo, server::graceful::Watcher, service::TowerToHyperService};
use muster_proto::request::REQUEST_BYTES_MAX;
use std::{
    convert::Infallible,
    io,
    net::IpAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    sync::futures::OwnedNotified,
};
use tokio_rustls::TlsAcceptor;

/// The address of the peer; an extension of every request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Who reads bodies that are larger than a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bodies {
    /// The router, of which each request is asked before its body is read: with [`refused::read_large_body`] if its sender may send it.
    Large,
    /// Nobody: they are refused.
    Small,
}

/// Serves a connection until either side closes it, it takes too long, or it must make way for another.
pub(crate) async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: IpAddr,
    tls: Option<TlsAcceptor>,
    (router, bodies): (Router, Bodies),
    watcher: Watcher,
    permit: Arc<Permit>,
) {
    let stream = Counted { stream, permit: permit.clone(), waits: None };
    let served = async {
        match tls {
            None => requests(stream, peer, (router, bodies), watcher, permit.clone()).await,
            Some(tls) => {
                if let Ok(stream) = tls.accept(stream).await {
                    requests(stream, peer, (router, bodies), watcher, permit.clone()).await;
                }
            }
        }
    };
    tokio::select! {
        () = served => {}
        () = permit.slot.evicted() => tracing::debug!("evicted a connection that was not being answered"),
        () = permit.slot.expired(REQUEST_TIMEOUT) => tracing::debug!("closed a connection without a request"),
    }
}

async fn requests<S>(stream: S, peer: IpAddr, (router, bodies): (Router, Bodies), watcher: Watcher, permit: Arc<Permit>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request: Request<Incoming>| {
        let (router, permit) = (router.clone(), permit.clone());
        async move { Ok::<_, Infallible>(answer(request, peer, (router, bodies), &permit).await) }
    });
    let served = http1::Builder::new()
        .max_buf_size(HEADER_BYTES_MAX)
        .max_headers(HEADER_FIELDS_MAX)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(served).await {
        tracing::debug!(%error, "connection ended");
    }
}

/// Reads the body before anybody is busy with the request: who is slow to send makes way for others. A large one is for the router to
/// read or refuse, where it takes any.
async fn answer(
    request: Request<Incoming>,
    peer: IpAddr,
    (router, bodies): (Router, Bodies),
    permit: &Arc<Permit>,
) -> Response {
    let (head, body) = request.into_parts();
    let is_large = body.size_hint().exact().is_some_and(|bytes| bytes > REQUEST_BYTES_MAX as u64);
    let body = if is_large && bodies == Bodies::Large {
        permit.begin_large_body();
        Ok(Body::new(body))
    } else {
        refused::read_body(Body::new(body)).await.map(Body::from)
    };
    let bytes = permit.begin_answer();
    let mut response = match body {
        Ok(body) => {
            let mut request = Request::from_parts(head, body);
            request.extensions_mut().insert(Peer(peer));
            request.extensions_mut().insert(permit.stats());
            TowerToHyperService::new(router).call(request).await.unwrap_or_else(|never| match never {})
        }
        Err(refused) => refused.into_response(),
    };
    permit.end_answer();
    // A body of known size is whole already; one that is still being made may wait for a store.
    if response.body().size_hint().exact().is_none() {
        response = response.map(|body| Body::new(AnswerBody::new(body, permit.clone())));
    }
    if is_large || bytes > KEEP_ALIVE_BYTES_MAX {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// A stream whose bytes count for its connection: what was received and what was taken.
struct Counted<S> {
    stream: S,
    permit: Arc<Permit>,
    /// Until this completes, nothing is read.
    waits: Option<Pin<Box<OwnedNotified>>>,
}

impl<S> Counted<S> {
    fn sent(&self, written: &Poll<io::Result<usize>>) {
        if let Poll::Ready(Ok(bytes)) = written {
            self.permit.sent(*bytes);
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let mut has_waited = false;
        while let Some(mut waits) = self.waits.take().or_else(|| self.permit.room()) {
            if waits.as_mut().poll(cx).is_pending() {
                self.waits = Some(waits);
                return Poll::Pending;
            }
            has_waited = true;
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buffer);
        self.permit.received(buffer.filled().len() - before);
        if has_waited {
            self.permit.wake_next_reader();
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.sent(&written);
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, pieces);
        self.sent(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::Counted;
    use crate::{
        connection_limit::{ConnectionLimit, Permit},
        limits::PROGRESS_BYTES,
    };
    use std::{
        pin::{Pin, pin},
        sync::Arc,
        task::{Context, Poll, Waker},
    };
    use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

    const PIPE_BYTES: usize = 16 * 1024;

    fn permit() -> Arc<Permit> {
        let limit = Arc::new(ConnectionLimit::new(1));
        let acquired = pin!(limit.acquire([192, 0, 2, 1].into())).poll(&mut Context::from_waker(Waker::noop()));
        let Poll::Ready(permit) = acquired else { panic!("no slot") };
        Arc::new(permit)
    }

    /// A connection whose answer is being read lasts; one whose peer takes nothing does not.
    #[test]
    fn what_a_slow_reader_takes_is_progress() {
        let permit = permit();
        let (near, mut far) = tokio::io::duplex(PIPE_BYTES);
        let mut answer = Counted { stream: near, permit: permit.clone(), waits: None };
        let mut cx = Context::from_waker(Waker::noop());
        let progress = || pin!(permit.slot.made_progress()).poll(&mut Context::from_waker(Waker::noop())).is_ready();
        let mut writes = 0;
        while !progress() {
            assert!(writes * PIPE_BYTES < PROGRESS_BYTES, "{writes} writes are no progress");
            let written = Pin::new(&mut answer).poll_write(&mut cx, &[7; PIPE_BYTES]);
            assert!(matches!(written, Poll::Ready(Ok(PIPE_BYTES))), "{written:?}");
            assert!(Pin::new(&mut answer).poll_write(&mut cx, &[7]).is_pending(), "the peer takes nothing");
            let mut taken = [0; PIPE_BYTES];
            assert!(Pin::new(&mut far).poll_read(&mut cx, &mut ReadBuf::new(&mut taken)).is_ready());
            writes += 1;
        }
        assert_eq!(writes, PROGRESS_BYTES / PIPE_BYTES);
        assert!(!progress(), "once");
    }
}
