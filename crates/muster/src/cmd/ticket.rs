//! An installation or confirmation id on its way: printed, as a text file, as a QR code in the terminal, PNG or SVG.

use crate::{
    args::TicketArguments,
    failure::Failure,
    out,
    output_file::{OutputFile, files as output_files},
};
use muster_core::{code, keys::installation_id::PhoneError, lang::Lang};
use muster_platform::files;
use muster_proto::authority::Ticket;
use qrcode::{Color, EcLevel, QrCode};
use serde_json::{Value, json};
use std::{path::Path, str::FromStr};

/// Light modules around a code, as scanners need them (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;
/// Pixels of a module in a PNG.
const SCALE: usize = 8;

/// Every form in which a ticket was asked for.
pub(crate) struct Outputs {
    qr: bool,
    json: bool,
    png: Option<OutputFile>,
    svg: Option<OutputFile>,
    text: Option<OutputFile>,
}

impl Outputs {
    /// Refuses files that exist, before the ticket is made.
    pub(crate) fn new(arguments: &TicketArguments, lang: Lang) -> Result<Self, Failure> {
        let TicketArguments { qr, json, force, .. } = *arguments;
        let paths = [&arguments.png, &arguments.svg, &arguments.text].map(|path| path.as_deref());
        let [png, svg, text] = output_files(paths, force, json, lang)?;
        Ok(Self { qr, json, png, svg, text })
    }

    /// Prints and writes a ticket.
    pub(crate) fn write(&self, ticket: &Ticket, label: &str) -> Result<(), Failure> {
        let digits = digits(ticket);
        let key = match ticket {
            Ticket::Installation(_) => "installation_id",
            Ticket::Confirmation(_) => "confirmation_id",
        };
        let modules = Modules::of(ticket)?;
        let mut printed = format!("{label}: {digits}\n");
        if self.qr {
            printed += &modules.terminal();
        }
        let files = [&self.png, &self.svg, &self.text];
        match files.into_iter().flatten().find(|file| file.is_standard_output()) {
            Some(carrier) => carrier.report(self.json, &Value::Null, &printed),
            None => out::report(self.json, &json!({ key: digits }), &printed),
        }
        if let Some(file) = &self.text {
            file.write_public(format!("{ticket}\n"))?;
        }
        if let Some(file) = &self.svg {
            file.write_public(modules.svg())?;
        }
        if let Some(file) = &self.png {
            file.write_public(modules.png()?)?;
        }
        Ok(())
    }
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
    let digits = text.trim().rsplit_once([':', '：']).map_or(text.trim(), |(_, digits)| digits);
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
