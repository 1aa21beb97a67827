//! The orders of day, month and year.

/// What comes first where a date itself leaves it open: day or month, or a year of two digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrder {
    /// 31/12/2026.
    Day,
    /// 12/31/2026.
    Month,
    /// 26/12/31. Years of four digits show themselves.
    Year,
}
