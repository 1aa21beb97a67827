//! The page of a request that is refused or fails.

use super::{
    code_text::sentence,
    frame::Frame,
    response::{html, redirect},
};
use crate::{
    call::{Call, PageError},
    request::ConsoleRequest,
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

#[derive(Template)]
#[template(path = "message.html")]
struct Message {
    frame: Frame,
    text: &'static str,
    detail: String,
}

/// The page of a request that was refused before anybody looked who calls.
pub(crate) fn refused(status: StatusCode, request: &ConsoleRequest) -> Response {
    message(status, Frame::stranger(request, ""), String::new())
}

/// The page of a call that failed.
pub(crate) fn failed(call: &Call<'_>, error: PageError) -> Response {
    let frame = Frame::new(call, "");
    match error {
        PageError::NotSignedIn | PageError::Wait(_) | PageError::WrongToken => {
            redirect(&call.request.links().to("/sign-in", &[]))
        }
        PageError::Forbidden => message(StatusCode::FORBIDDEN, frame, String::new()),
        PageError::BadMessage(_) | PageError::BadParameter(_) | PageError::NotFound => {
            message(StatusCode::NOT_FOUND, frame, String::new())
        }
        PageError::Host(error) => {
            tracing::error!(code = %error.code, %error, path = call.request.path, "a page of the console failed");
            let detail = format!(
                "{} {} {}",
                error.code,
                sentence(error.code.title(call.lang())),
                sentence(error.code.fix(call.lang()))
            );
            message(StatusCode::SERVICE_UNAVAILABLE, frame, detail)
        }
        PageError::Encoding(_) => message(StatusCode::INTERNAL_SERVER_ERROR, frame, String::new()),
        PageError::Template(error) => {
            tracing::error!(%error, path = call.request.path, "a page of the console failed");
            message(StatusCode::INTERNAL_SERVER_ERROR, frame, String::new())
        }
    }
}

fn message(status: StatusCode, mut frame: Frame, detail: String) -> Response {
    let (title, text) = match status {
        StatusCode::FORBIDDEN => frame.pick(
            ("Not permitted", "Your role may not do this, or the request did not come from a page of this console."),
            (
                "許可されていません",
                "この操作を行うアクセス許可がないか、要求がこのコンソールのページから送信されていません。",
            ),
        ),
        StatusCode::BAD_REQUEST => frame.pick(
            (
                "Not text",
                "The address or the form holds a character that no text holds (NUL). Type it again without it.",
            ),
            (
                "文字として無効です",
                "アドレスまたはフォームに使用できない文字 (NUL) が含まれています。この文字を除いて再入力してください。",
            ),
        ),
        StatusCode::PAYLOAD_TOO_LARGE => frame.pick(
            ("Too large", "The form or file is larger than this page takes. A list or an image has at most 16 MiB."),
            (
                "サイズが大きすぎます",
                "フォームまたはファイルが大きすぎます。リストと画像の上限は 16 MiB です。",
            ),
        ),
        StatusCode::REQUEST_TIMEOUT => frame.pick(
            ("Too slow", "The form or file did not arrive in time. Send it again, from a faster network or as a smaller image."),
            (
                "時間内に受信できませんでした",
                "フォームまたはファイルを時間内に受信できませんでした。高速なネットワークから、またはサイズの小さい画像で再試行してください。",
            ),
        ),
        StatusCode::NOT_FOUND => frame.pick(
            ("Not found", "There is no such page, machine, key or link."),
            ("見つかりません", "ページ、コンピューター、キー、またはリンクが存在しません。"),
        ),
        StatusCode::METHOD_NOT_ALLOWED => frame.pick(
            ("Not possible this way", "This address does not take such a request."),
            ("この方法では実行できません", "このアドレスはこの種類の要求を受け付けません。"),
        ),
        StatusCode::MISDIRECTED_REQUEST => frame.pick(
            (
                "Another address",
                "The console is called by the address that it listens on, or by localhost with its port.",
            ),
            (
                "アドレスが異なります",
                "コンソールの待ち受けアドレス、または localhost とポート番号でアクセスしてください。",
            ),
        ),
        _ => frame.pick(
            (
                "The service does not answer",
                "The page could not be made. The log of the service has the cause; try again.",
            ),
            (
                "サービスが応答しません",
                "ページを表示できませんでした。原因はサービスのログを確認し、再試行してください。",
            ),
        ),
    };
    frame.title = title.to_owned();
    let page = Message { frame, text, detail };
    html(status, &page).unwrap_or_else(|_| status.into_response())
}
