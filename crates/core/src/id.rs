//! Identifiers, parsed once and opaque after.

use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A text that is not a UUID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnId(pub String);

crate::sentences_of!(NotAnId, lang {
    Self(text) => (
        "'{text}' is not an id of the form 00000000-0000-0000-0000-000000000000",
        "'{text}' は ID ではありません (形式: 00000000-0000-0000-0000-000000000000)"
    );
});

impl std::error::Error for NotAnId {}

macro_rules! uuid_id {
    ($(#[$page:meta])* $name:ident) => {
        $(#[$page])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// The id with these 16 bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// A version 4 id from 16 random bytes.
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
            }

            /// The 16 bytes of the id.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// The id right behind it in their order, where a list goes on; none behind the last.
            pub fn successor(self) -> Option<Self> {
                self.0.as_u128().checked_add(1).map(|next| Self(Uuid::from_u128(next)))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text.trim()).map(Self).map_err(|_| NotAnId(text.to_owned()))
            }
        }
    };
}

uuid_id!(
    /// Names one product's license: what a client asks for.
    ActivationId
);
uuid_id!(
    /// Groups the products that share one count.
    ApplicationId
);
uuid_id!(
    /// Client machine id (CMID): what the host counts. A rearm makes a new one.
    Cmid
);
uuid_id!(
    /// Names one activation host.
    HostId
);
uuid_id!(
    /// Names one order of a host to one machine.
    OrderId
);

macro_rules! hex_id {
    ($(#[$page:meta])* $name:ident) => {
        $(#[$page])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// The value with these 16 bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:032x}", u128::from_be_bytes(self.0))
            }
        }

        impl FromStr for $name {
            type Err = NotHex;
            fn from_str(text: &str) -> Result<Self, NotHex> {
                let number = u128::from_str_radix(text, 16).ok().filter(|_| text.len() == 32);
                number.map(|n| Self(n.to_be_bytes())).ok_or_else(|| NotHex(text.to_owned()))
            }
        }
    };
}

hex_id!(
    /// A digest of a machine's hardware. Two machines with one CMID differ in it.
    HardwareId
);
hex_id!(
    /// A random number that a client uses once: a response to another request is not accepted.
    Nonce
);

impl HardwareId {
    /// The first 48 bits, as an installation id carries them.
    pub fn short(&self) -> [u8; 6] {
        let [a, b, c, d, e, f, ..] = self.0;
        [a, b, c, d, e, f]
    }

    /// A hardware id of which only the first 48 bits are known.
    pub fn from_short([a, b, c, d, e, f]: [u8; 6]) -> Self {
        Self([a, b, c, d, e, f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    }
}

/// A text that is not 32 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotHex(pub String);

crate::sentences_of!(NotHex, lang {
    Self(text) => ("'{text}' is not 32 hexadecimal digits", "'{text}' は 32 桁の 16 進数ではありません");
});

impl std::error::Error for NotHex {}
