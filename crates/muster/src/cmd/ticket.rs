//! An installation or confirmation id on its way: printed, as a text file, as a QR code in the terminal, PNG or SVG.

use crate::{args::TicketArguments, failure::Failure, out};
use muster_core::{
    code::{self, Code},
    keys::installation_id::PhoneError,
};
use muster_platform::files;
use muster_proto::authority::Ticket;
use qrcode::{Color, EcLevel, QrCode};
use serde_json::json;
use std::{path::Path, str::FromStr};

/// Light modules around a code, as scanners need them (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;
/// Pixels of a module in a PNG.
const SCALE: usize = 8;

/// Prints and writes a ticket in every form that was asked for.
pub(crate) fn hand_over(ticket: &Ticket, label: &str, arguments: &TicketArguments) -> Result<(), Failure> {
    let digits = digits(ticket);
    if arguments.json {
        let key = match ticket {
            Ticket::Installation(_) => "installation_id",
            Ticket::Confirmation(_) => "confirmation_id",
        };
        out::json(&json!({ key: digits }));
    } else {
        out::line(&format!("{label}: {digits}"));
    }
    let modules = Modules::of(ticket)?;
    if arguments.qr && !arguments.json {
        out::print(&modules.terminal());
    }
    if let Some(path) = &arguments.text {
        files::write_public(path, &format!("{ticket}\n"))?;
    }
    if let Some(path) = &arguments.svg {
        files::write_public(path, &modules.svg())?;
    }
    if let Some(path) = &arguments.png {
        write(path, &modules.png()?)?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| {
        let detail = format!("cannot write {}: {error}", path.display());
        Failure::new(Code::of_file(error.kind()), detail)
    })
}

fn digits(ticket: &Ticket) -> String {
    match ticket {
        Ticket::Installation(iid) => iid.to_string(),
        Ticket::Confirmation(cid) => cid.to_string(),
    }
}

/// The id in a word or in the file that it names: bare digits, or as a ticket carries them.
pub(crate) fn read<T: FromStr<Err = PhoneError>>(word: &str) -> Result<T, Failure> {
    let path = Path::new(word);
    let text = if path.exists() { files::read(path)? } else { word.to_owned() };
    let digits = text.trim().rsplit_once(':').map_or(text.trim(), |(_, digits)| digits);
    digits.parse().map_err(|error: PhoneError| Failure::new(error.code(), error))
}

/// The dark and light squares of a code, with the quiet zone.
struct Modules {
    width: usize,
    dark: Vec<bool>,
}

impl Modules {
    fn of(ticket: &Ticket) -> Result<Self, Failure> {
        let code = QrCode::with_error_correction_level(ticket.to_string(), EcLevel::M);
        let code = code.map_err(|error| Failure::new(code::UNEXPECTED, error))?;
        Ok(Self { width: code.width(), dark: code.to_colors().into_iter().map(|color| color == Color::Dark).collect() })
    }

    fn side(&self) -> usize {
        self.width + 2 * QUIET
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |n: usize| n.checked_sub(QUIET).filter(|n| *n < self.width);
        let place = inside(x).zip(inside(y)).map(|(x, y)| y * self.width + x);
        place.and_then(|place| self.dark.get(place)).copied().unwrap_or(false)
    }

    /// Two modules in a character. Light is drawn, for a terminal is dark as a rule.
    fn terminal(&self) -> String {
        let mut text = String::new();
        for y in (0..self.side()).step_by(2) {
            for x in 0..self.side() {
                text.push(match (self.is_dark(x, y), self.is_dark(x, y + 1)) {
                    (false, false) => '█',
                    (false, true) => '▀',
                    (true, false) => '▄',
                    (true, true) => ' ',
                });
            }
            text.push('\n');
        }
        text
    }

    fn svg(&self) -> String {
        let side = self.side();
        let mut path = String::new();
        for y in 0..side {
            for x in (0..side).filter(|x| self.is_dark(*x, y)) {
                path.push_str(&format!("M{x} {y}h1v1h-1z"));
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{0}\" height=\"{0}\" \
             shape-rendering=\"crispEdges\">\n<rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\n\
             <path fill=\"#000\" d=\"{path}\"/>\n</svg>\n",
            side * SCALE
        )
    }

    fn png(&self) -> Result<Vec<u8>, Failure> {
        let side = self.side() * SCALE;
        let pixel = |index: usize| if self.is_dark(index % side / SCALE, index / side / SCALE) { 0 } else { 255 };
        let pixels: Vec<u8> = (0..side * side).map(pixel).collect();
        let mut bytes = Vec::new();
        let fail = |error: png::EncodingError| Failure::new(code::UNEXPECTED, error);
        let mut encoder = png::Encoder::new(&mut bytes, side as u32, side as u32);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().map_err(fail)?;
        writer.write_image_data(&pixels).map_err(fail)?;
        writer.finish().map_err(fail)?;
        Ok(bytes)
    }
}
