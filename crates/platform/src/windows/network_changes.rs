//! Addresses that come and go, as the IP Helper tells them.

use std::{
    ffi::c_void,
    io,
    ptr::null_mut,
    sync::mpsc::{self, Sender},
    thread,
};
use windows_sys::Win32::{
    Foundation::{HANDLE, NO_ERROR},
    NetworkManagement::IpHelper::{
        CancelMibChangeNotify2, MIB_NOTIFICATION_TYPE, MIB_UNICASTIPADDRESS_ROW, NotifyUnicastIpAddressChange,
    },
    Networking::WinSock::AF_UNSPEC,
};

pub(crate) fn watch(mut changed: impl FnMut() -> bool + Send + 'static) -> io::Result<()> {
    let (sender, changes) = mpsc::channel();
    let subscription = Subscription::new(sender)?;
    thread::Builder::new().name("network".to_owned()).spawn(move || {
        let _subscription = subscription;
        while changes.recv().is_ok() && changed() {}
    })?;
    Ok(())
}

/// Windows tells of changes until it is dropped.
struct Subscription {
    handle: HANDLE,
    sender: Box<Sender<()>>,
}

#[expect(unsafe_code, reason = "a handle belongs to no thread")]
// SAFETY: see the reason above.
unsafe impl Send for Subscription {}

impl Subscription {
    fn new(sender: Sender<()>) -> io::Result<Self> {
        let mut new = Self { handle: null_mut(), sender: Box::new(sender) };
        let context = std::ptr::from_ref(&*new.sender).cast();
        #[expect(unsafe_code, reason = "what the callback is given lives until it is called no more")]
        // SAFETY: see the reason above.
        let error = unsafe { NotifyUnicastIpAddressChange(AF_UNSPEC, Some(tell), context, false, &raw mut new.handle) };
        if error == NO_ERROR { Ok(new) } else { Err(io::Error::from_raw_os_error(error.cast_signed())) }
    }
}

impl Drop for Subscription {
    #[expect(unsafe_code, reason = "the handle is cancelled once; after that nothing is called any more")]
    fn drop(&mut self) {
        if !self.handle.is_null() {
            // SAFETY: see the reason above.
            unsafe { CancelMibChangeNotify2(self.handle) };
        }
    }
}

#[expect(unsafe_code, reason = "Windows calls it with what was subscribed, as long as that lives, from any thread")]
unsafe extern "system" fn tell(sender: *const c_void, _: *const MIB_UNICASTIPADDRESS_ROW, _: MIB_NOTIFICATION_TYPE) {
    // SAFETY: see the reason above. A sender may be used by several threads.
    if let Some(sender) = unsafe { sender.cast::<Sender<()>>().as_ref() } {
        // Nobody listens any more: the subscription is about to end.
        let _ = sender.send(());
    }
}

#[cfg(test)]
mod tests {
    use super::watch;

    #[test]
    fn windows_tells_of_changes() {
        watch(|| true).expect("it is watched");
    }
}
