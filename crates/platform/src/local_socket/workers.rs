//! A fixed number of threads that do what is handed to them, in the order in which it came.

use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Sender},
    },
    thread,
};

type Work = Box<dyn FnOnce() + Send>;

/// The threads. What waits for them is bounded by who hands it over: each caller has at most one piece.
#[derive(Clone)]
pub struct Workers(Sender<Work>);

impl Workers {
    /// Starts so many threads; they end with the last copy of this value.
    pub fn start(count: usize) -> io::Result<Self> {
        let (sender, work) = mpsc::channel::<Work>();
        let work = Arc::new(Mutex::new(work));
        for _ in 0..count {
            let work = work.clone();
            thread::Builder::new().name("worker".to_owned()).spawn(move || {
                loop {
                    let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(next) = next else { return };
                    next();
                }
            })?;
        }
        Ok(Self(sender))
    }

    /// Hands a piece of work over.
    pub fn run(&self, work: impl FnOnce() + Send + 'static) {
        // The threads end when nobody is left who could hand over anything.
        drop(self.0.send(Box::new(work)));
    }
}
