//! What a megabyte of evidence costs at three sizes, beside counting its lines in the same run: reading takes time in proportion
//! to what is read.

use super::figures::{median, milliseconds, row};
use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, read};
use serde::Serialize;

/// Megabytes of evidence.
const SIZES: [usize; 3] = [1, 2, 4];
const MEGABYTE: usize = 1_000_000;

/// A form of evidence.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Cost {
    form: &'static str,
    #[serde(skip)]
    form_ja: &'static str,
    /// Milliseconds a megabyte, at each size.
    ms_per_mb: [f64; 3],
    /// The same of counting lines, at the largest size.
    lines_ms_per_mb: f64,
}

type Written = fn(usize) -> String;

const FORMS: [(&str, &str, Written); 15] = [
    ("a log of Windows", "Windows のログ", log),
    ("a log of services", "サービスのログ", services),
    ("a long mail, with diagnosis", "長いメール、診断を含む", mail),
    ("a table of programs, with diagnosis", "プログラムの一覧表、診断を含む", programs),
    ("events as XML, with diagnosis", "イベント (XML)、診断を含む", xml),
    ("requests as CSV, with diagnosis", "要求 (CSV)、診断を含む", requests),
    ("events as JSON, with diagnosis", "イベント (JSON)、診断を含む", json),
    ("attempts and answers, with diagnosis", "要求と応答のイベント、診断を含む", attempts),
    ("many machines as CSV, with diagnosis", "多数のコンピューター (CSV)、診断を含む", machines),
    ("prints of slmgr /dlv, with diagnosis", "slmgr /dlv の出力、診断を含む", prints),
    ("prints of retail licenses, with diagnosis", "製品版の slmgr /dlv の出力、診断を含む", retail),
    ("prints of ospp /dstatus, with diagnosis", "ospp /dstatus の出力、診断を含む", office),
    ("answers of nslookup, with diagnosis", "nslookup の出力、診断を含む", answers),
    ("results of commands, with diagnosis", "コマンドの結果、診断を含む", results),
    ("codes in one line, with diagnosis", "1 行のエラー コード、診断を含む", codes),
];

pub(super) fn measure(runs: u32) -> Vec<Cost> {
    FORMS.iter().map(|(form, form_ja, written)| cost(form, form_ja, *written, runs)).collect()
}

fn cost(form: &'static str, form_ja: &'static str, written: Written, runs: u32) -> Cost {
    let texts = SIZES.map(|size| vec![Source { name: "evidence.txt".into(), bytes: sized(written, size) }]);
    let mut found = SIZES.map(|_| Vec::new());
    let mut counted = Vec::new();
    // By turns, so that a noisy neighbour meets all of them.
    for _ in 0..runs {
        for ((sources, size), times) in texts.iter().zip(SIZES).zip(&mut found) {
            let all = milliseconds(|| Diagnosis::of(&read(sources)).findings.len());
            times.push(all / size as f64);
        }
        let largest = texts.last().and_then(|sources| sources.first()).map_or(&[][..], |source| &source.bytes);
        let lines = milliseconds(|| largest.iter().filter(|byte| **byte == b'\n').count());
        counted.push(lines * MEGABYTE as f64 / largest.len() as f64);
    }
    Cost { form, form_ja, ms_per_mb: found.map(median), lines_ms_per_mb: median(counted) }
}

/// So many megabytes.
fn sized(written: Written, megabytes: usize) -> Vec<u8> {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < megabytes * MEGABYTE {
        text.push_str(&written(number));
        number += 1;
    }
    text.into_bytes()
}

fn log(number: usize) -> String {
    let (minute, second) = (number / 60 % 60, number % 60);
    format!(
        "2026-11-26 10:{minute:02}:{second:02}, Info                  CBS    Exec: Processing package: \
         KB50{number:05}, state: Staged, status: 0x00000000, client id: UpdateAgent\r\n"
    )
}

/// Lines of services of Unix, whose words have something to do with activation here and there: sessions, keys, every hour.
fn services(number: usize) -> String {
    let (minute, second) = (number / 60 % 60, number % 60);
    let said = match number % 5 {
        0 => format!(
            "sshd[{number}]: Accepted publickey for deploy from 192.0.2.{} port {} ssh2",
            number % 250,
            number % 60_000
        ),
        1 => format!("systemd[1]: Started Session {number} of user root."),
        2 => format!("kernel: [{number}.{:06}] eth0: link becomes ready", number % 1_000_000),
        3 => format!("CRON[{number}]: (root) CMD (run-parts /etc/cron.hourly)"),
        _ => format!(
            "nginx: 192.0.2.{} - - \"GET /api/v1/items/{number} HTTP/1.1\" 200 {}",
            number % 250,
            number % 9_000
        ),
    };
    format!("Nov 26 10:{minute:02}:{second:02} web01 {said}\n")
}

/// A paragraph, of which one sentence in some twenty is about an activation.
fn mail(number: usize) -> String {
    const ABOUT: [&str; 4] = [
        "Windows is not activated on two of the laptops.",
        "All clients find the KMS host by DNS.",
        "The error 0xC004F074 comes up again.",
        "Nobody knows where the key of the old server is.",
    ];
    let about = ABOUT.get(number % 20).copied().unwrap_or_default();
    format!(
        "On day {number} the team in the branch office moved some desks, and the printer was out of paper. Somebody asked when the new \
         screens would come, and was told to wait. {about} The rest of the week was quiet.\r\n\r\n"
    )
}

fn programs(number: usize) -> String {
    format!("Program {number} | {}.{}.{number} | Vendor {} | 2026-11-26\r\n", number % 20, number % 7, number % 30)
}

fn xml(number: usize) -> String {
    let (day, minute) = (number / 1440 % 28 + 1, number % 60);
    format!(
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-SPP'/>\
         <EventID Qualifiers='16384'>12290</EventID><Level>4</Level><TimeCreated SystemTime='2026-11-{day:02}T10:{minute:02}:00.000000000Z'/>\
         <EventRecordID>{number}</EventRecordID><Channel>Key Management Service</Channel><Computer>kms1.corp.example</Computer></System>\
         <EventData><Data>{}</Data></EventData></Event>\r\n",
        request(number)
    )
}

fn request(number: usize) -> String {
    let (day, minute) = (number / 1440 % 28 + 1, number % 60);
    format!(
        "0x0,25,PC-{number:06},36f27b39-2fd5-440b-be67-{number:012x},2026/11/{day:02} 10:{minute:02},0,2,41520,\
         73111121-5638-40f6-bc11-f1d7b0d64300"
    )
}

fn requests(number: usize) -> String {
    let (day, minute) = (number / 1440 % 28 + 1, number % 60);
    format!(
        "Information,2026/11/{day:02} 10:{minute:02}:00,Microsoft-Windows-Security-SPP,12290,None,\"An activation request has \
         been processed.\r\nInfo:\r\n{}\"\r\n",
        request(number)
    )
}

fn json(number: usize) -> String {
    let (day, minute) = (number / 1440 % 28 + 1, number % 60);
    format!(
        "{{\"TimeCreated\":\"2026-11-{day:02}T10:{minute:02}:00Z\",\"Id\":12290,\"ProviderName\":\"Microsoft-Windows-Security-SPP\",\
         \"Message\":\"Info: {}\"}}\n",
        request(number)
    )
}

fn attempts(number: usize) -> String {
    let (day, hour, minute) = (number / 1440 % 28 + 1, number / 60 % 24, number % 60);
    let clock = format!("2026/11/{day:02} {hour:02}:{minute:02}");
    let row = |id: u32, list: &str| {
        format!(
            "Information,{clock}:00,Microsoft-Windows-Security-SPP,{id},None,\"The client has processed a message.\r\nInfo:\r\n{list}\"\r\n"
        )
    };
    let sent = format!(
        "0x0, 0x0, kms1.corp.example:1688, 36f27b39-2fd5-440b-be67-a09996d27a38, {clock}, 0, 1, 259200, \
         73111121-5638-40f6-bc11-f1d7b0d64300, 25"
    );
    row(12288, &sent) + &row(12289, &format!("0x0, 0x0, 1, 0, 50, 120, 10080, {clock}"))
}

fn machines(number: usize) -> String {
    const HEADER: &str = "ComputerName,ProductName,ProductDescription,PartialProductKey,LicenseStatus,LicenseStatusReason,CMID,KmsHost\r\n";
    let (status, reason) = if number.is_multiple_of(5) { (5, "0xC004F074") } else { (1, "0x4004F040") };
    let row = format!(
        "pc-{number:06},\"Windows(R), Enterprise edition\",\"Windows(R) Operating System, VOLUME_KMSCLIENT channel\",2YT43,{status},\
         {reason},36f27b39-2fd5-440b-be67-{number:012x},kms1.corp.example\r\n"
    );
    if number == 0 { HEADER.to_owned() + &row } else { row }
}

fn prints(number: usize) -> String {
    format!(
        "Name: Windows(R), Enterprise edition\r\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\r\n\
         Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300\r\nPartial Product Key: 2YT43\r\nLicense Status: Notification\r\n\
         Notification Reason: 0xC004F074.\r\nClient Machine ID (CMID): 36f27b39-2fd5-440b-be67-{number:012x}\r\n\
         Registered KMS machine name: kms1.corp.example:1688\r\n\r\n"
    )
}

fn retail(number: usize) -> String {
    format!(
        "Name: Windows(R), Professional edition\r\nDescription: Windows(R) Operating System, RETAIL channel\r\n\
         Installation ID: {number:063}\r\nPartial Product Key: 3V66T\r\nLicense Status: Notification\r\n\
         Notification Reason: 0xC004F034.\r\n\r\n"
    )
}

/// A product of the machine, and a trial of another that was left behind.
fn office(number: usize) -> String {
    let product = |name: &str, channel: &str, status: &str| {
        format!(
            "---------------------------------------\r\nSKU ID: {number:08x}-894d-49e0-966a-fd39ed4c4c64\r\n\
             LICENSE NAME: Office 16, Office16{name} edition\r\nLICENSE DESCRIPTION: Office 16, {channel} channel\r\n\
             LICENSE STATUS:  ---{status}---\r\nERROR CODE: 0xC004F009\r\n\
             Last 5 characters of installed product key: {:05X}\r\n",
            number % 0x10_0000
        )
    };
    match number % 2 {
        0 => product("ProPlusVL_MAK", "VOLUME_MAK", "NOTIFICATIONS"),
        _ => product(&format!("Product{number}R_Trial"), "RETAIL(Trial)", "NOTIFICATIONS"),
    }
}

fn answers(number: usize) -> String {
    format!(
        "Server:  dc1.corp.example\r\nAddress:  10.0.0.2\r\n\r\n\
         _vlmcs._tcp.d{number}.corp.example       SRV service location:\r\n          priority       = 0\r\n\
         \x20         weight         = 0\r\n          port           = 1688\r\n\
         \x20         svr hostname   = kms{number}.corp.example\r\n\r\n"
    )
}

fn results(number: usize) -> String {
    format!(
        "C:\\>cscript //nologo slmgr.vbs /ato\r\nActivating Windows(R), Edition{number} edition \
         ({number:08x}-5638-40f6-bc11-f1d7b0d64300) ...\r\nError: 0xC004F074 No host answered.\r\n\r\n\
         C:\\>cscript //nologo slmgr.vbs /ipk\r\nError: 0xC004F069 The product was not found.\r\n\r\n"
    )
}

fn codes(number: usize) -> String {
    format!("step {number} ended with 0x{:08X}; ", 0x8007_0000 + number % 0x1_0000)
}

pub(super) fn lines(costs: &[Cost], lang: Lang) -> Vec<String> {
    let sizes = SIZES.map(|size| format!("{size} MB"));
    let head = row(
        lang.pick("doctor: ms for each MB", "doctor: 1 MB あたりのミリ秒"),
        [&sizes[0], &sizes[1], &sizes[2], lang.pick("lines", "行数")],
    );
    let line = |cost: &Cost| {
        let [small, middle, large] = cost.ms_per_mb.map(|cost| format!("{cost:.1}"));
        let counted = format!("{:.3}", cost.lines_ms_per_mb);
        row(lang.pick(cost.form, cost.form_ja), [&small, &middle, &large, &counted])
    };
    [String::new(), head].into_iter().chain(costs.iter().map(line)).collect()
}
