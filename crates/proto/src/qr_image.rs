//! Ids out of pictures of their codes: PNG, and JPEG as cameras write it.

use muster_core::sentences_of;
use std::io::Cursor;
use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
use zune_jpeg::JpegDecoder;

/// The most points of a picture: 16 megapixels, some 64 MB while it is read.
const POINTS_MAX: usize = 16_000_000;
/// The most bytes of a picture file.
pub const IMAGE_BYTES_MAX: usize = 16 * 1024 * 1024;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";

/// Why a picture tells no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QrImageError {
    /// It holds no code that can be read, or none whose text is one.
    NoCode,
    /// Several codes stand in it.
    Several,
    /// It is too large.
    TooLarge,
    /// It is damaged.
    Unreadable,
}

sentences_of!(QrImageError, lang {
    Self::NoCode => (
        "the image holds no QR code that can be read: take it again, straight, sharp and with the white edge around the code",
        "画像から QR コードを読み取れません。正面から鮮明に、コードの周囲の余白を含めて撮影し直してください"
    );
    Self::Several => (
        "the image holds several QR codes: cut out the one that is meant",
        "画像に複数の QR コードがあります。使用するコードだけを切り抜いてください"
    );
    Self::TooLarge => (
        "the image is too large: at most 16 MiB and 16 megapixels",
        "画像が大きすぎます (上限: 16 MiB、1,600 万画素)"
    );
    Self::Unreadable => ("the image is damaged", "画像が破損しています");
});

/// The points of a picture, from dark to light.
struct Grey {
    width: usize,
    height: usize,
    points: Vec<u8>,
}

/// Whether bytes begin as a picture that can be read does.
pub fn is_image(bytes: &[u8]) -> bool {
    bytes.starts_with(PNG) || bytes.starts_with(JPEG)
}

/// The text of the one code in a picture.
///
/// # Errors
/// If it is no picture, is too large, or holds none or several.
pub fn read(bytes: &[u8]) -> Result<String, QrImageError> {
    if bytes.len() > IMAGE_BYTES_MAX {
        return Err(QrImageError::TooLarge);
    }
    let Grey { width, height, points } = if bytes.starts_with(PNG) { png(bytes)? } else { jpeg(bytes)? };
    let point = |x: usize, y: usize| points.get(y * width + x).copied().unwrap_or(u8::MAX);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, point);
    let mut texts: Vec<String> =
        image.detect_grids().into_iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect();
    texts.dedup();
    match texts.len() {
        0 => Err(QrImageError::NoCode),
        1 => texts.pop().ok_or(QrImageError::NoCode),
        _ => Err(QrImageError::Several),
    }
}

fn png(bytes: &[u8]) -> Result<Grey, QrImageError> {
    let limits = png::Limits { bytes: 4 * POINTS_MAX };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|_| QrImageError::Unreadable)?;
    let (width, height) = (reader.info().width as usize, reader.info().height as usize);
    check(width, height)?;
    let size = reader.output_buffer_size().filter(|size| *size <= 4 * POINTS_MAX).ok_or(QrImageError::TooLarge)?;
    let mut points = vec![0; size];
    let frame = reader.next_frame(&mut points).map_err(|_| QrImageError::Unreadable)?;
    let points = points.chunks_exact(frame.color_type.samples()).map(grey).collect();
    Ok(Grey { width, height, points })
}

/// A point as it looks on white paper.
fn grey(samples: &[u8]) -> u8 {
    let (light, alpha) = match *samples {
        [grey] => (u32::from(grey), 255),
        [grey, alpha] => (u32::from(grey), u32::from(alpha)),
        [red, green, blue] => (luma(red, green, blue), 255),
        [red, green, blue, alpha] => (luma(red, green, blue), u32::from(alpha)),
        _ => (255, 255),
    };
    u8::try_from((light * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
}

/// ITU-R BT.601.
fn luma(red: u8, green: u8, blue: u8) -> u32 {
    (299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue)) / 1000
}

fn jpeg(bytes: &[u8]) -> Result<Grey, QrImageError> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::Luma)
        .set_max_width(POINTS_MAX)
        .set_max_height(POINTS_MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| QrImageError::Unreadable)?;
    let (width, height) = decoder.dimensions().ok_or(QrImageError::Unreadable)?;
    check(width, height)?;
    let points = decoder.decode().map_err(|_| QrImageError::Unreadable)?;
    Ok(Grey { width, height, points })
}

fn check(width: usize, height: usize) -> Result<(), QrImageError> {
    match width.checked_mul(height) {
        Some(0) => Err(QrImageError::Unreadable),
        Some(points) if points <= POINTS_MAX => Ok(()),
        _ => Err(QrImageError::TooLarge),
    }
}
