//! An installation or confirmation id on its way: printed, as a text file, as a QR code in the terminal, PNG or SVG.

use crate::{
    args::TicketArguments,
    failure::Failure,
    input_file, out,
    output_file::{OutputFile, files as output_files},
};
use muster_core::{code, keys::installation_id::PhoneError, sentence::Sentence};
use muster_proto::{authority::Ticket, qr::Modules, qr_image};
use serde_json::{Value, json};
use std::{path::Path, str::FromStr};

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
    pub(crate) fn new(arguments: &TicketArguments) -> Result<Self, Failure> {
        let TicketArguments { qr, json, force, .. } = *arguments;
        let paths = [&arguments.png, &arguments.svg, &arguments.text].map(|path| path.as_deref());
        let [png, svg, text] = output_files(paths, force, json)?;
        Ok(Self { qr, json, png, svg, text })
    }

    /// Prints and writes a ticket.
    pub(crate) fn write(&self, ticket: &Ticket, label: &str) -> Result<(), Failure> {
        let digits = digits(ticket);
        let key = match ticket {
            Ticket::Installation(_) => "installation_id",
            Ticket::Confirmation(_) => "confirmation_id",
        };
        let modules = Modules::of(ticket).map_err(|error| Failure::foreign(code::UNEXPECTED, error))?;
        let mut printed = format!("{label}: {digits}\n");
        if self.qr {
            printed += &terminal(&modules);
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
            file.write_public(svg(&modules))?;
        }
        if let Some(file) = &self.png {
            file.write_public(png(&modules)?)?;
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

/// The id in a word, or in the file or the image of a QR code that it names: bare digits, or as a ticket carries them.
pub(crate) fn read<T: FromStr<Err = PhoneError>>(word: &str) -> Result<T, Failure> {
    let path = Path::new(word);
    let text = if path.exists() { text_of(path)? } else { word.to_owned() };
    Ticket::digits(&text).parse().map_err(|error: PhoneError| Failure::new(error.code(), error))
}

fn text_of(path: &Path) -> Result<String, Failure> {
    let bytes = input_file::read_bytes(path, qr_image::IMAGE_BYTES_MAX as u64)?;
    if !qr_image::is_image(&bytes) {
        let unreadable = |error| Failure::foreign(code::INVALID_DATA, format_args!("{}: {error}", path.display()));
        return String::from_utf8(bytes).map_err(unreadable);
    }
    qr_image::read(&bytes).map_err(|error| {
        let named = Sentence::of(|lang| format!("{}: {}", path.display(), error.text(lang)));
        Failure::new(code::INVALID_DATA, named)
    })
}

/// Two modules in a character. Light is drawn, for a terminal is dark as a rule.
fn terminal(modules: &Modules) -> String {
    let mut text = String::new();
    for y in (0..modules.side()).step_by(2) {
        for x in 0..modules.side() {
            text.push(match (modules.is_dark(x, y), modules.is_dark(x, y + 1)) {
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

fn svg(modules: &Modules) -> String {
    let (side, path) = (modules.side(), modules.path());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{0}\" height=\"{0}\" \
         shape-rendering=\"crispEdges\">\n<rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\n\
         <path fill=\"#000\" d=\"{path}\"/>\n</svg>\n",
        side * SCALE
    )
}

fn png(modules: &Modules) -> Result<Vec<u8>, Failure> {
    let side = modules.side() * SCALE;
    let pixel = |index: usize| if modules.is_dark(index % side / SCALE, index / side / SCALE) { 0 } else { 255 };
    let pixels: Vec<u8> = (0..side * side).map(pixel).collect();
    let mut bytes = Vec::new();
    let fail = |error: png::EncodingError| Failure::foreign(code::UNEXPECTED, error);
    let mut encoder = png::Encoder::new(&mut bytes, side as u32, side as u32);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().map_err(fail)?;
    writer.write_image_data(&pixels).map_err(fail)?;
    writer.finish().map_err(fail)?;
    Ok(bytes)
}
