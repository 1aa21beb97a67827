//! What Linux knows of the machine.

use std::{fs, path::Path};

pub(crate) fn name() -> Option<String> {
    text("/proc/sys/kernel/hostname")
}

pub(crate) fn is_virtual() -> bool {
    text("/proc/cpuinfo").is_some_and(|cpu| cpu.contains(" hypervisor"))
}

/// Made when the system was installed.
pub(crate) fn installation() -> Option<String> {
    text("/etc/machine-id")
}

pub(crate) fn firmware() -> Option<String> {
    text("/sys/class/dmi/id/product_uuid")
}

/// The address of the first adapter that has one, in the order of their names. One with a device comes first: bridges and tunnels come
/// and go, with other addresses each time.
pub(crate) fn first_adapter() -> Option<String> {
    let adapters = fs::read_dir("/sys/class/net").ok()?;
    let mut paths: Vec<_> = adapters.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort_by_key(|path| (!path.join("device").exists(), path.clone()));
    let mut addresses = paths.iter().filter_map(|path| text(path.join("address")));
    addresses.find(|address| address.chars().any(|c| !"0:".contains(c)))
}

pub(crate) fn processor() -> Option<String> {
    let info = text("/proc/cpuinfo")?;
    info.lines().find(|line| line.starts_with("model name")).map(str::to_owned)
}

fn text(path: impl AsRef<Path>) -> Option<String> {
    let text = fs::read_to_string(path).ok()?.trim().to_owned();
    (!text.is_empty()).then_some(text)
}
