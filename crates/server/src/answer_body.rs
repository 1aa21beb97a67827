//! The body of an answer that is sent while it is made.

use crate::connection_limit::Permit;
use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

/// A body whose connection counts as busy while the next piece is being made: only a peer that takes nothing is too slow.
pub(crate) struct AnswerBody {
    body: Body,
    permit: Arc<Permit>,
    waits: bool,
}

impl AnswerBody {
    pub(crate) fn new(body: Body, permit: Arc<Permit>) -> Self {
        Self { body, permit, waits: false }
    }

    fn set_waits(&mut self, waits: bool) {
        if self.waits != waits {
            self.permit.set_busy(waits);
        }
        self.waits = waits;
    }
}

impl HttpBody for AnswerBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        self.set_waits(frame.is_pending());
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for AnswerBody {
    fn drop(&mut self) {
        self.set_waits(false);
    }
}

#[cfg(test)]
mod tests {
    use super::AnswerBody;
    use crate::connection_limit::ConnectionLimit;
    use axum::body::{Body, Bytes};
    use hyper::body::{Body as HttpBody, Frame};
    use std::{
        collections::VecDeque,
        convert::Infallible,
        pin::{Pin, pin},
        sync::Arc,
        task::{Context, Poll, Waker},
    };

    /// A body that is made in these steps.
    struct Made(VecDeque<Poll<&'static [u8]>>);

    impl HttpBody for Made {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            match self.0.pop_front() {
                None => Poll::Ready(None),
                Some(step) => step.map(|bytes| Some(Ok(Frame::data(bytes.into())))),
            }
        }
    }

    #[test]
    fn its_connection_is_busy_while_the_next_piece_is_made() {
        let limit = Arc::new(ConnectionLimit::new(1));
        let mut cx = Context::from_waker(Waker::noop());
        let acquired = pin!(limit.acquire([192, 0, 2, 1].into())).poll(&mut cx);
        let Poll::Ready(permit) = acquired else { panic!("no slot") };
        let permit = Arc::new(permit);
        let steps = [Poll::Pending, Poll::Ready(&b"a"[..]), Poll::Pending];
        let mut body = AnswerBody::new(Body::new(Made(steps.into())), permit.clone());
        let mut is_busy = Vec::new();
        for _ in 0..3 {
            drop(Pin::new(&mut body).poll_frame(&mut cx));
            is_busy.push(permit.slot.is_busy());
        }
        drop(body);
        is_busy.push(permit.slot.is_busy());
        assert_eq!(is_busy, [true, false, true, false]);
    }
}
