//! TOK: activation by a certificate (token-based activation).

use super::prelude;

rules! {
    certificate_does_not_activate,
}
