//! slmgr /dlv and /dli: labels help where they are known, forms of values decide where they are not.

use crate::{check, read_text, shown};

#[test]
fn a_client_in_english() {
    check(
        "
        Software licensing service version: 10.0.19041.1

        Name: Windows(R), Enterprise edition
        Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
        Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300
        Application ID: 55c92734-d682-4d71-983e-d6ec3f16059f
        Extended PID: 00430-04294-000-000000-03-1033-19041.0000-0012024
        Product Key Channel: Volume:GVLK
        Partial Product Key: 2YT43
        License Status: Licensed
        Volume activation expiration: 253564 minute(s) (177 day(s))
        Trusted time: 1/2/2024 10:11:12 AM

        Most recent activation information:
        Key Management Service client information
            Client Machine ID (CMID): 11111111-2222-3333-4444-555555555555
            KMS machine name from DNS: KMS1.corp.example:1688
            Activation interval: 120 minutes",
        "slmgr.dlv.client
        3-18 license.name = Windows(R), Enterprise edition
        3-18 license.channel = VOLUME_KMSCLIENT
        3-18 license.key_channel = Volume:GVLK
        3-18 license.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300
        3-18 license.application_id = 55c92734-d682-4d71-983e-d6ec3f16059f
        3-18 license.extended_pid = 00430-04294-000-000000-03-1033-19041.0000-0012024
        3-18 license.partial_key = 2YT43
        3-18 license.status = 1
        3-18 license.status_word = Licensed
        3-18 license.minutes_left = 253564
        3-18 license.days_left = 177
        3-18 license.cmid = 11111111-2222-3333-4444-555555555555
        3-18 license.dns_host = kms1.corp.example:1688
        3-18 license.activation_interval = 120
        3-18 license.trusted_time = 1/2/2024 10:11:12 AM
        3-18 license.service_version = 10.0.19041.1",
    );
}

#[test]
fn a_client_in_japanese_in_notification() {
    check(
        "
        名前: Windows(R), Professional edition
        説明: Windows(R) Operating System, VOLUME_KMSCLIENT channel
        ライセンス認証 ID: 2de67392-b7a7-462a-b1ca-108dd189f588
        アプリケーション ID: 55c92734-d682-4d71-983e-d6ec3f16059f
        プロダクト キーの一部: T83GX
        ライセンスの状態: 通知
        通知の理由: 0xC004F009 (猶予期間が終了しました)。",
        "slmgr.dlv.client
        1-7 license.name = Windows(R), Professional edition
        1-7 license.channel = VOLUME_KMSCLIENT
        1-7 license.activation_id = 2de67392-b7a7-462a-b1ca-108dd189f588
        1-7 license.application_id = 55c92734-d682-4d71-983e-d6ec3f16059f
        1-7 license.partial_key = T83GX
        1-7 license.status = 5
        1-7 license.status_word = 通知
        1-7 license.code = 0xC004F009",
    );
}

/// No label of these is known: Hungarian is in no dictionary.
#[test]
fn a_host_in_a_language_that_nobody_taught_it() {
    check(
        "
        Név: Windows Server(R), ServerStandard edition
        Leírás: Windows Operating System - Windows Server(R), VOLUME_KMS_B channel
        Aktiválási azonosító: c90d1b4e-8aa8-439e-8b9e-b6d6b6a6d975
        Alkalmazásazonosító: 55c92734-d682-4d71-983e-d6ec3f16059f
        Részleges termékkulcs: J8WVF

        A Key Management Service engedélyezve van ezen a gépen
            Jelenlegi szám: 12
            Figyelt port: 1689
        Összesített kérések
            Összes: 340
            Sikertelen: 3
            Állapot 0: 0
            Állapot 1: 300
            Állapot 2: 37
            Állapot 3: 0
            Állapot 4: 0
            Állapot 5: 0",
        "slmgr.dlv.host
        1-18 license.name = Windows Server(R), ServerStandard edition
        1-18 license.channel = VOLUME_KMS_B
        1-18 license.activation_id = c90d1b4e-8aa8-439e-8b9e-b6d6b6a6d975
        1-18 license.application_id = 55c92734-d682-4d71-983e-d6ec3f16059f
        1-18 license.partial_key = J8WVF
        1-18 license.count = 12
        1-18 license.listening_port = 1689
        1-18 license.total_requests = 340
        1-18 license.failed_requests = 3",
    );
}

#[test]
fn two_products_of_one_dlv_all_stay_apart() {
    check(
        "
        Name: Windows(R), Enterprise edition
        Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
        License Status: Unlicensed

        Name: Office 16, Office16ProPlusVL_KMS_Client edition
        Description: Office 16, VOLUME_KMSCLIENT channel
        Partial Product Key: WFG99
        License Status: Licensed",
        "slmgr.dlv.client
        1-3 license.name = Windows(R), Enterprise edition
        1-3 license.channel = VOLUME_KMSCLIENT
        1-3 license.status = 0
        1-3 license.status_word = Unlicensed
        5-8 license.name = Office 16, Office16ProPlusVL_KMS_Client edition
        5-8 license.channel = VOLUME_KMSCLIENT
        5-8 license.partial_key = WFG99
        5-8 license.status = 1
        5-8 license.status_word = Licensed",
    );
}

/// Muster prints the same labels on purpose.
#[test]
fn a_muster_host_reads_like_any_other() {
    check(
        "
        Name: Ledger 9 Host
        Description: contoso Ledger 9 Host, VOLUME_KMS channel
        Partial Product Key: CT29W
        License Status: Licensed
        Volume activation expiration: 2627880 minute(s) (1825 day(s))

        Key Management Service is enabled on this machine
            Current count: 30
            Listening on Port: 1688",
        "slmgr.dlv.host
        1-9 license.name = Ledger 9 Host
        1-9 license.channel = VOLUME_KMS
        1-9 license.partial_key = CT29W
        1-9 license.status = 1
        1-9 license.status_word = Licensed
        1-9 license.minutes_left = 2627880
        1-9 license.days_left = 1825
        1-9 license.count = 30
        1-9 license.listening_port = 1688",
    );
}

/// Five digits may be a port or the end of a key.
#[test]
fn a_port_is_no_end_of_a_key() {
    check(
        "
        Name: Ledger 9 Host
        Description: contoso Ledger 9 Host, VOLUME_KMS channel
        Partial Product Key: 22347
            Current count: 1
            Listening on Port: 36427
            Total requests received: 12",
        "slmgr.dlv.host
        1-6 license.name = Ledger 9 Host
        1-6 license.channel = VOLUME_KMS
        1-6 license.partial_key = 22347
        1-6 license.count = 1
        1-6 license.listening_port = 36427
        1-6 license.total_requests = 12",
    );
}

#[test]
fn what_a_tool_prints_beside_the_license() {
    check(
        "
        Name: Microsoft Office 2010, KMSHost edition
        Description: Microsoft Office 2010 KMS, VOLUME_KMS channel
        Extended PID: 55041-00168-305-000001-03-1033-7600.0000-0522010
        This license is not in use.
        License Status: Unlicensed
        KMS priority: Low",
        "slmgr.dlv.host
        1-6 license.name = Microsoft Office 2010, KMSHost edition
        1-6 license.channel = VOLUME_KMS
        1-6 license.extended_pid = 55041-00168-305-000001-03-1033-7600.0000-0522010
        1-6 license.status = 0
        1-6 license.status_word = Unlicensed
        1-6 license.in_use = false
        1-6 license.priority = Low",
    );
    check(
        "
        Name: Windows(R), Enterprise edition
        Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
        Volume activation expiration: 253564 minute(s) (177 day(s))
        Configured Activation Type: All
            KMS machine extended PID: 06401-00206-491-411285-03-1031-9600.0000-0802017",
        "slmgr.dlv.client
        1-5 license.name = Windows(R), Enterprise edition
        1-5 license.channel = VOLUME_KMSCLIENT
        1-5 license.status = 1
        1-5 license.minutes_left = 253564
        1-5 license.days_left = 177
        1-5 license.activation_type = All
        1-5 license.host_extended_pid = 06401-00206-491-411285-03-1031-9600.0000-0802017",
    );
}

/// Labels and a heading that no table knows stand above the place of the object, which is the same in every language.
#[test]
fn an_activation_object_below_headings_that_are_not_known() {
    check(
        "
        名前: Windows(R), EnterpriseS edition
        説明: Windows(R) Operating System, VOLUME_KMSCLIENT channel
        ライセンスの状態: ライセンスされています
        認証の種類として構成済み: すべて

        直近の情報:
        AD による認証のクライアント情報
            オブジェクトの名前: Factory 2024
            AO DN: CN=Factory 2024,CN=Activation Objects,CN=Microsoft SPP,CN=Services,CN=Configuration,DC=corp,DC=example",
        "slmgr.dlv.client
        1-9 license.name = Windows(R), EnterpriseS edition
        1-9 license.channel = VOLUME_KMSCLIENT
        1-9 license.status = 1
        1-9 license.status_word = ライセンスされています
        1-9 license.directory_object = CN=Factory 2024",
    );
}

#[test]
fn a_state_may_be_followed_by_words_where_a_line_lost_its_end() {
    let text = "名前: Windows(R), ServerStandard edition\n説明: Windows(R) Operating System, VIRTUAL_MACHINE_ACTIVATION channel\n\
                ライセンスの状態: ライセンスされています ボリューム\n認証の期間: 9840 分 (7 日)";
    check(
        text,
        "slmgr.dlv.client
        1-4 license.name = Windows(R), ServerStandard edition
        1-4 license.channel = VIRTUAL_MACHINE_ACTIVATION
        1-4 license.status = 1
        1-4 license.status_word = ライセンスされています
        1-4 license.minutes_left = 9840
        1-4 license.days_left = 7",
    );
    // Behind another label they are no state.
    check(
        &text.replace("ライセンスの状態", "備考"),
        "slmgr.dlv.client
        1-4 license.name = Windows(R), ServerStandard edition
        1-4 license.channel = VIRTUAL_MACHINE_ACTIVATION
        1-4 license.status = 2
        1-4 license.minutes_left = 9840
        1-4 license.days_left = 7",
    );
}

#[test]
fn a_code_below_the_print_is_no_line_of_it() {
    let print = "Name: Windows(R), Professional edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
                 License Status: Initial grace period\nTime remaining: 43200 minute(s) (30 day(s))\n";
    for told in ["slmgr /ato gives 0xC004F074", "KMS の認証で C004F074 が出ます", "Our DNS admin says 0x8007232B"]
    {
        let rows = read_text(&format!("{print}\n{told}\n")).rows();
        assert!(rows.iter().any(|row| row.key == "code"), "{told}: {rows:?}");
    }
    let rows = read_text(&format!("{print}\nKey Management Service client information\n")).rows();
    assert!(rows.iter().all(|row| row.key.starts_with("license.")), "{rows:?}");
}

/// Office Tool Plus shows what ospp tells in Chinese, and keeps its hyphens.
#[test]
fn a_state_keeps_the_hyphens_of_ospp() {
    let text = "Office 24, Office24ProPlus2024VL_KMS_Client_AE edition\n许可证说明: Office 24, VOLUME_KMSCLIENT channel\n\
        许可证状态:  ---已许可---\n错误代码: 0x4004F040\n剩余期限: 179 天  (259147 分钟后到期)\n产品密钥的最后五个字符: 2YT43";
    let shown = shown(&read_text(text));
    assert!(shown.lines().any(|line| line.contains("license.status =") && line.ends_with("= 1")), "{shown}");
}

/// In a language that nobody taught it, values alone tell the state.
#[test]
fn a_code_of_success_is_no_reason_of_a_notification() {
    let status = |code: &str, minutes: u32| {
        let text = format!(
            "Név: Windows(R), Professional edition\nLeírás: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
             Aktiválási azonosító: 2de67392-b7a7-462a-b1ca-108dd189f588\n\
             Alkalmazásazonosító: 55c92734-d682-4d71-983e-d6ec3f16059f\nRészleges termékkulcs: T83GX\n\
             Licenc állapota: xyzzy\nÉrtesítés oka: {code}.\nHátralévő idő: {minutes} perc ({} nap)",
            minutes / 1440
        );
        let shown = shown(&read_text(&text));
        let line = shown.lines().find(|line| line.contains("license.status =")).unwrap_or(&shown);
        line.rsplit(' ').next().unwrap_or_default().to_owned()
    };
    assert_eq!(status("0x4004F040", 259_147), "1");
    assert_eq!(status("0x4004F00C", 36_000), "2");
    assert_eq!(status("0xC004F009", 0), "5");
}
