//! Changes of the network, as the kernel tells them (rtnetlink): an address or a link that came or went.

use super::wake::Wake;
use crate::error::ClientError;
use muster_platform::files::FileError;
use rustix::net::{
    AddressFamily, RecvFlags, SocketFlags, SocketType, bind, netlink::SocketAddrNetlink, recv, socket_with,
};
use std::{path::Path, sync::mpsc::Sender, thread};

/// Links, IPv4 addresses, IPv6 addresses (RTMGRP_LINK, RTMGRP_IPV4_IFADDR, RTMGRP_IPV6_IFADDR).
const GROUPS: u32 = 0x1 | 0x10 | 0x100;

/// Wakes the agent at every change, until it is gone.
pub(super) fn watch(wakes: Sender<Wake>) -> Result<(), ClientError> {
    let fail = |error: rustix::io::Errno| FileError::new("cannot open", Path::new("rtnetlink"))(error.into());
    let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, SocketFlags::CLOEXEC, None);
    let socket = socket.map_err(fail)?;
    bind(&socket, &SocketAddrNetlink::new(0, GROUPS)).map_err(fail)?;
    let run = move || {
        let mut buffer = [0; 8192];
        loop {
            match recv(&socket, &mut buffer[..], RecvFlags::empty()) {
                // More came than was read: something has changed all the same.
                Ok(_) | Err(rustix::io::Errno::NOBUFS) => {
                    if wakes.send(Wake::NetworkChanged).is_err() {
                        return;
                    }
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(_) => return,
            }
        }
    };
    let started = thread::Builder::new().name("network".into()).spawn(run);
    started.map_err(FileError::new("cannot start", Path::new("network")))?;
    Ok(())
}
