//! Ids as codes that a camera reads (QR, ISO/IEC 18004).

use crate::authority::Ticket;
use qrcode::{Color, EcLevel, QrCode, types::QrError};

/// Light modules around a code, as scanners need them (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;

/// The dark and light squares of a code, with the quiet zone.
pub struct Modules {
    width: usize,
    dark: Vec<bool>,
}

impl Modules {
    /// The code of an id.
    ///
    /// # Errors
    /// Never for a ticket: its text is short.
    pub fn of(ticket: &Ticket) -> Result<Self, QrError> {
        let code = QrCode::with_error_correction_level(ticket.to_string(), EcLevel::M)?;
        Ok(Self { width: code.width(), dark: code.to_colors().into_iter().map(|color| color == Color::Dark).collect() })
    }

    /// Squares on a side.
    pub fn side(&self) -> usize {
        self.width + 2 * QUIET
    }

    /// Whether the square of a column and a row is dark.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |n: usize| n.checked_sub(QUIET).filter(|n| *n < self.width);
        let place = inside(x).zip(inside(y)).map(|(x, y)| y * self.width + x);
        place.and_then(|place| self.dark.get(place)).copied().unwrap_or(false)
    }

    /// The dark squares as a path of SVG, one unit each.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.side() {
            for x in (0..self.side()).filter(|x| self.is_dark(*x, y)) {
                path.push_str(&format!("M{x} {y}h1v1h-1z"));
            }
        }
        path
    }
}
