//! Products that people say are not activated, and sentences that say it of none.

use crate::check;

#[test]
fn a_sentence_without_a_code_is_a_complaint() {
    for (text, of) in [
        ("The PC says Windows is not activated. What can I do?", ".windows"),
        ("Windows 10 Pro isn't activated, and I don't know why.", ".windows"),
        ("Why is my Windows not activated?", ".windows"),
        ("部品を替えてから、Windows のライセンス認証ができません。", ".windows"),
        ("Windows のライセンス認証が行えません。", ".windows"),
        ("Is it known if the update matters? The report says that my Windows is not licensed.", ".windows"),
        ("Our new laptop shows the \"Activate Windows\" watermark.", ".windows"),
        ("Windows lost its activation after the update.", ".windows"),
        ("Auf dem Rechner steht: Windows ist nicht aktiviert", ".windows"),
        ("When I log in, it says that Windows is not activated", ".windows"),
        ("When opening Word, the title says Unlicensed Product", ".office"),
        ("This copy of Microsoft Office is not activated.", ".office"),
        ("Excel shows (Product Activation Failed) in its title bar", ".office"),
        ("Users of the terminal server report that Word says Unlicensed Product", ".office"),
        ("Most of the features of Word are off because it hasn't been activated.", ".office"),
        ("Outlook reports: Unlicensed Product. Most features are off", ".office"),
        ("Office 2019 on Windows Server cannot be activated", ".office"),
        ("slmgr.vbs ran through, but the server is still not activated.", ""),
        ("Windows のライセンス認証がされていません", ".windows"),
        ("Windows がライセンス認証されていないので、対処方法を教えてください。", ".windows"),
        ("Windows がライセンス認証されないまま 3 日が経ちました。", ".windows"),
        ("ライセンス認証が完了していません。Windows 11 Pro です。", ".windows"),
        ("画面右下に「Windows のライセンス認証」の透かしが出ています。", ".windows"),
        ("Word のタイトルバーに「ライセンスのない製品」と表示されます。", ".office"),
        ("起動すると「製品のライセンス認証が必要です」と表示されます。", ".office"),
        ("Excel に (製品のライセンス認証に失敗しました) と出ます", ".office"),
        ("サーバーがライセンス認証されていない状態です。", ""),
        ("Windows on our VMware host is not activated", ".windows"),
        ("Adobe は動きますが、Windows のライセンス認証ができません", ".windows"),
    ] {
        check(text, &format!("text.code\n1 told_in_prose.not_activated{of} ="));
    }
}

#[test]
fn the_product_may_be_named_in_another_line() {
    check(
        "It is Windows Server 2022 with the key of the vendor.\nslmgr says it is still not activated.",
        "text.code\n2 told_in_prose.not_activated.windows =",
    );
}

#[test]
fn what_is_supposed_asked_past_cured_or_of_others_is_none() {
    for text in [
        "If Windows is not activated, run slmgr /ato.",
        "It says Windows is not activated if the key is wrong.",
        "Windows is not activated unless the host counts 25.",
        "Is Windows not activated?",
        "Check whether Windows is not activated.",
        "Do not activate Windows before sysprep.",
        "When the count is below 25, Windows is not activated.",
        "A machine that is not activated shows a watermark; Windows does so after a day.",
        "On the other server Windows is not activated.",
        "Last month Windows was not activated.",
        "The watermark is gone, it no longer says Windows is not activated",
        "Windows was not activated. I changed the DNS suffix, which fixed it.",
        "Windows was not activated.\n\nSolution: the new key fixed it",
        "Unlicensed copies of Windows are forbidden here",
        "The BitLocker feature is not activated on this Windows 10 PC.",
        "The user is not licensed for Microsoft 365 Copilot.",
        "Wenn Windows nicht aktiviert ist, hilft slmgr.",
        "The Wi-Fi is not activated",
        "Windows: Token-based Activation failed, another way is taken",
        "The license of VMware could not be activated",
        "Adobe Acrobat のライセンス認証ができません",
        "Windows のトークン ベースのライセンス認証に失敗しました。",
        "Windows がライセンス認証されていない場合は、slmgr /ato を実行してください。",
        "Windows がライセンス認証されていませんか。",
        "Windows がライセンス認証されていないかどうかを確認します。",
        "別のサーバーでは Windows がライセンス認証されていません。",
        "先月は Windows がライセンス認証されていませんでした。",
        "Windows がライセンス認証されていない PC では壁紙を変更できません。",
        "「ライセンスのない製品」の表示は消えました。",
        "「Windows のライセンス認証」の透かしは出なくなりました。",
        "Windows がライセンス認証されていませんでしたが、解決しました。",
        "Windows がライセンス認証できると、透かしは消えます。",
    ] {
        check(text, "");
    }
}

#[test]
fn a_license_that_ends_soon_is_told_too() {
    for (text, of) in [
        ("Your Windows license will expire soon", ""),
        ("Since this morning: \"Your Windows license will expire soon\". Why?", ""),
        ("Settings says the activation of Windows is about to expire", ""),
        ("Ihre Windows-Lizenz läuft bald ab.", ""),
        ("Windows のライセンスはまもなく期限切れになります", ""),
        ("Windows の設定に「ライセンス認証の有効期限がもうすぐ切れます」と出ています。", ""),
        ("Your Office license is expiring soon.", ".office"),
        ("Office のライセンスの有効期限がまもなく切れます。", ".office"),
    ] {
        check(text, &format!("text.code\n1 told_in_prose.expires_soon{of} ="));
    }
    for text in [
        "If your Windows license will expire soon, buy one.",
        "We list the Windows licenses that expire soon.",
        "It no longer says that the Windows license will expire soon.",
        "The certificate of the Windows license server is about to expire",
        "Your Windows license will expire soon, it said.\nIt is fixed.",
        "The Windows license will not expire.",
        "Windows のライセンスがまもなく期限切れになる場合は、更新してください。",
        "Windows のライセンスはまもなく納品されます。",
        "以前は Windows のライセンスがまもなく期限切れになると出ていました。",
    ] {
        check(text, "");
    }
}
