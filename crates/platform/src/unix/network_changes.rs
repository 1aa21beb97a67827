//! Changes of the network, as the kernel tells them (rtnetlink): an address or a link that came or went.

use rustix::net::{
    AddressFamily, RecvFlags, SocketFlags, SocketType, bind, netlink::SocketAddrNetlink, recv, socket_with,
};
use std::{io, thread};

/// Links, IPv4 addresses, IPv6 addresses (RTMGRP_LINK, RTMGRP_IPV4_IFADDR, RTMGRP_IPV6_IFADDR).
const GROUPS: u32 = 0x1 | 0x10 | 0x100;

pub(crate) fn watch(mut changed: impl FnMut() -> bool + Send + 'static) -> io::Result<()> {
    let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, SocketFlags::CLOEXEC, None)?;
    bind(&socket, &SocketAddrNetlink::new(0, GROUPS))?;
    let run = move || {
        let mut buffer = [0; 8192];
        loop {
            match recv(&socket, &mut buffer[..], RecvFlags::empty()) {
                // More came than was read: something has changed all the same.
                Ok(_) | Err(rustix::io::Errno::NOBUFS) => {
                    if !changed() {
                        return;
                    }
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(_) => return,
            }
        }
    };
    thread::Builder::new().name("network".into()).spawn(run).map(drop)
}
