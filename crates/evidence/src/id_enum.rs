//! Enums whose variants have an id in the output: kinds of evidence, of observations, of values of an event.

/// Defines an enum, the list of its variants and the id of each.
macro_rules! id_enum {
    ($(#[$page:meta])* $name:ident { $($(#[$variant_page:meta])* $variant:ident = $id:literal,)* }) => {
        $(#[$page])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_page])* $variant,)*
        }

        impl $name {
            /// Every variant, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The id in every output. It stays the same from version to version.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)*
                }
            }
        }
    };
}

pub(crate) use id_enum;
