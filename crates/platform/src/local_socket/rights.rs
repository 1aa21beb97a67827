//! Whose word on a socket is believed, and who may change what lies behind it.

use super::places::User;
use crate::{
    state_folder::folder,
    system::local_socket::{is_privileged, own_user, owner},
};
use std::path::Path;

/// Whether what a program says without a proof can be believed, because another account than the one that asks has to be taken over to
/// say it: the system, its administrators, or the owner of the socket's folder.
pub fn is_of_service(user: &User, socket: &Path) -> bool {
    let is_other = || own_user().is_ok_and(|own| own != *user);
    is_privileged(user) || (owner(folder(socket)).is_ok_and(|owner| owner == *user) && is_other())
}

/// Whether a service on a socket may be told a secret: whoever could read it anyway in the state that the service keeps. Any other user
/// may have taken the name of a service that does not run.
pub fn may_hear_secrets(user: &User, socket: &Path) -> bool {
    may_change(user, folder(socket))
}

/// Whether a user may change what is in a folder: the system, its administrators, and its owner.
pub fn may_change(user: &User, folder: &Path) -> bool {
    is_privileged(user) || owner(folder).is_ok_and(|owner| owner == *user)
}

/// Whether a user is the system, an administrator, or the user that this process acts as.
pub fn is_administrator(user: &User) -> bool {
    is_privileged(user) || own_user().is_ok_and(|own| own == *user)
}

/// Whether a folder belongs to the user that this process acts as.
pub fn is_own_folder(folder: &Path) -> bool {
    owner(folder).is_ok_and(|owner| own_user().is_ok_and(|own| own == owner))
}
