//! An id in a form: typed, pasted, or in a picture of its QR code.

use crate::call::Call;
use muster_core::lang::Lang;
use muster_proto::{
    authority::Ticket,
    qr_image::{self, QrImageError},
};

/// The digits of the form: of the picture, if one came along, else of the field.
pub(super) fn digits(call: &Call<'_>, field: &str) -> Result<String, String> {
    let text = match call.request.image() {
        Some(image) => qr_image::read(image).map_err(|error| sentence(error, call.lang()).to_owned())?,
        None => call.request.form(field).to_owned(),
    };
    Ok(Ticket::digits(&text).to_owned())
}

/// Why a picture tells nothing.
fn sentence(error: QrImageError, lang: Lang) -> &'static str {
    match error {
        QrImageError::NoCode => lang.pick(
            "The image holds no QR code that can be read: take it again, straight, sharp and with the white edge around the code.",
            "画像から QR コードを読み取れません。コードの周囲の余白を含め、正面からピントを合わせて撮影し直してください。",
        ),
        QrImageError::Several => lang.pick(
            "The image holds several QR codes: cut out the one that is meant.",
            "画像に複数の QR コードが含まれています。必要なコードだけを切り抜いてください。",
        ),
        QrImageError::TooLarge => lang.pick(
            "The image is too large: at most 16 MiB and 16 megapixels.",
            "画像が大きすぎます (上限: 16 MiB、1,600 万画素)。",
        ),
        QrImageError::Unreadable => lang.pick(
            "This is no image that can be read: PNG or JPEG.",
            "画像を読み取れません。PNG または JPEG を指定してください。",
        ),
    }
}
