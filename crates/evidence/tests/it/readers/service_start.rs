//! A licensing service that did not start.

use crate::check;

#[test]
fn the_number_of_the_error_stands_below_the_service() {
    check(
        "C:\\>sc start sppsvc
        [SC] StartService FAILED 1058:

        The service cannot be started, either because it is disabled",
        "svc
        2 service.start_error.sppsvc = 1058",
    );
    check(
        "Windows could not start the Software Protection service on Local Computer. Error 5: Access is denied.",
        "svc
        1 service.start_error.sppsvc = 5",
    );
    check(
        "net start osppsvc
        The Office Software Protection Platform service could not be started.

        System error 1068 has occurred.",
        "svc
        4 service.start_error.osppsvc = 1068",
    );
    // The farthest line that is still the service's.
    check("Software Protection\n\n\n\n\nSystem error 1058 has occurred.", "svc\n6 service.start_error.sppsvc = 1058");
}

#[test]
fn other_languages_name_the_error_by_the_same_number() {
    check(
        "ローカル コンピューターの Software Protection サービスを開始できませんでした。
        エラー 1053: そのサービスは指定時間内に開始要求または制御要求に応答しませんでした。",
        "svc
        2 service.start_error.sppsvc = 1053",
    );
    check(
        "net start sppsvc
        システム エラー 1058 が発生しました。",
        "svc
        2 service.start_error.sppsvc = 1058",
    );
}

#[test]
fn other_errors_are_none_of_the_service() {
    for text in [
        "net start spooler\nSystem error 1058 has occurred.",
        // Nobody may open it without an elevated prompt, and newer versions of Windows have none for Office.
        "sc start sppsvc\n[SC] OpenService FAILED 5:",
        "sc query osppsvc\n[SC] EnumQueryServicesStatus:OpenService FAILED 1060:",
        "The Software Protection service was restarted\n0 errors, 5 warnings",
        "Software Protection is fine\n\n\n\n\n\nSystem error 1058 has occurred.",
    ] {
        check(text, "");
    }
}
