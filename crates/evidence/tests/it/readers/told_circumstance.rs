//! Sentences that tell of a machine beside its codes, and sentences that do not.

use crate::check;

#[test]
fn an_evaluation_may_be_told() {
    for text in [
        "We run Windows Server 2022 Standard Evaluation here",
        "このサーバーは評価版の Windows です",
        "The template is the 180-day eval from the evalcenter",
        "The box is made of an Enterprise Eval ISO.",
    ] {
        check(text, "1 told_in_prose.evaluation =");
    }
}

#[test]
fn other_sentences_tell_none() {
    for text in [
        "It is not an evaluation of Windows",
        "The evaluation license of VMware ESXi ends",
        "If it is an evaluation of Windows, convert it",
        "The server was converted from the evaluation edition",
        "Our evaluation of the two vendors",
        "The VM was rebuilt from the eval ISO to a licensed one",
        "評価版ではない Windows です",
        "Windows の評価版の場合は変換してください",
    ] {
        check(text, "");
    }
}

#[test]
fn a_changed_board_may_be_told() {
    for text in [
        "The motherboard was replaced last week.",
        "He says it is my own fault because I put a new main board in it.????",
        "When I changed the mainboard, Windows began to complain",
        "マザーボードを交換しました",
        "部品を交換して Windows を再インストールしました",
        "Nach dem Mainboardtausch steht das da.",
        "J'ai remplacé la carte mère hier.",
        "换了主板以后变成这样",
        "Updated the BIOS on Monday, and on Tuesday there was a watermark",
    ] {
        check(text, "1 told_in_prose.hardware_changed =");
    }
    // That the activation was lost by it is what the text is about.
    for text in ["マザーボードを交換したところ、認証が外れました", "パーツ交換と部品の変更のあとで認証が外れました"]
    {
        check(text, "1 told_in_prose.hardware_changed =\n1 told_in_prose.hardware_topic =");
    }
}

#[test]
fn what_is_said_of_boards_and_parts_in_general_tells_none() {
    for text in [
        "If the motherboard is replaced, Windows has to be activated again.",
        "Was the motherboard replaced?",
        "We never replaced the motherboard",
        "No hardware was changed",
        "The motherboard has a new BIOS version, or should have",
        "マザーボードを交換すると再認証が必要です",
        "マザーボードは交換していません",
        "部品表を添付します",
        "BIOS のアップデートは不要です",
        "BIOS の設定を確認しました",
    ] {
        check(text, "");
    }
}

#[test]
fn a_long_absence_may_be_told() {
    for text in [
        "The laptop has not been in the office for seven months",
        "It never connected to the VPN since it was handed out",
        "VPN は受け取ってからずっと使っていません",
        "半年以上、社内ネットワークに接続していないノートです",
    ] {
        check(text, "1 told_in_prose.away =");
    }
    for text in [
        "If it has not been in the office for 180 days, it expires",
        "We use the VPN since March",
        "It was in the office last month",
        "社内ネットワークに毎日接続しています",
        "The KMS host has not been changed for years",
    ] {
        check(text, "");
    }
}

#[test]
fn a_date_beside_an_add_on_of_a_year_may_be_written() {
    let text = "監査 (2026-11-18)\n前回は 2026/9/2 でした\n\nClient-ESU-Year2";
    check(text, "1 told_in_prose.dated = 2026-11-18");
    check(&text.replace("ESU-Year", "ESU year "), "");
}

#[test]
fn a_machine_in_azure_and_its_tunnel_may_be_told() {
    for text in ["Our Azure VM lost its license", "The host azkms.core.windows.net is asked", "Azure の仮想マシンです"]
    {
        check(text, "1 told_in_prose.azure =");
    }
    for text in
        ["The traffic is sent home by forced tunneling", "強制トンネリングの構成です", "Med tvingad tunnel slutar det"]
    {
        check(text, "1 told_in_prose.forced_tunnel =");
    }
    for text in [
        "The users are in Azure AD",
        "The server is not in Azure",
        "Our Azure VMs work, this one is on-premises",
        "A tunnel was forced through the mountain",
        "There is no forced tunneling here",
        "強制トンネリングは使用していない",
        "Azure の請求書です",
    ] {
        check(text, "");
    }
}

#[test]
fn a_key_that_is_in_use_elsewhere_may_be_told() {
    for text in [
        "Windows says that this product key has already been used on another device",
        "このプロダクト キーは別のデバイスで使用されています",
        "Der Schlüssel wurde bereits verwendet",
    ] {
        check(text, "1 told_in_prose.key_used_elsewhere =");
    }
    for text in [
        "If the key is already in use on another PC, buy one",
        "The name is already in use on another computer",
        "Our KMS host key was already used on six hosts",
        "キーはまだ使用されていません",
    ] {
        check(text, "");
    }
}
