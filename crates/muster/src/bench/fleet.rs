//! What a large fleet costs: an export of an inventory with as many records as asked, from the file to the summary, beside the parser
//! of CSV alone on the same file.

use super::figures::{instant, row};
use crate::{cmd::doctor::fleet::fleet_of, failure::Failure, out};
use muster_core::lang::Lang;
use muster_platform::process::{peak_memory, processor_seconds};
use serde::Serialize;
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
    process::ExitCode,
};

const HEADER: &str = "FullyQualifiedDomainName,OSVersion,ProductName,ProductDescription,ApplicationId,ProductKeyType,\
     PartialProductKey,Sku,LicenseStatus,LicenseStatusReason,GraceExpirationMinutes,CMID,KmsHost,KmsPort,LastErrorCode";

/// Seconds and bytes.
#[derive(Clone, Debug, Serialize)]
struct Figures {
    records: u32,
    machines: usize,
    failing: usize,
    file_bytes: u64,
    /// From the file to the summary.
    wall_s: f64,
    /// Of all processors.
    cpu_s: f64,
    /// The most that this process held, the summaries of all machines among it.
    memory_bytes: u64,
    /// The parser of CSV alone.
    parser_cpu_s: f64,
}

pub(super) fn run(records: u32, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let figures = measure(records, lang)?;
    if json {
        out::json(&figures);
    } else {
        figures.lines(lang).iter().for_each(|line| out::line(line));
    }
    Ok(ExitCode::SUCCESS)
}

fn measure(records: u32, lang: Lang) -> Result<Figures, Failure> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("inventory.csv");
    write(&file, records)?;
    let before = processor_seconds()?;
    parse(&file)?;
    let (start, parsed) = (instant(), processor_seconds()?);
    let fleet = fleet_of(&file, lang)?;
    let (counts, wall_s, cpu_s) = (fleet.counts(), start.elapsed().as_secs_f64(), processor_seconds()? - parsed);
    Ok(Figures {
        records,
        machines: fleet.len(),
        failing: counts.failing,
        file_bytes: fs::metadata(&file)?.len(),
        wall_s,
        cpu_s,
        memory_bytes: peak_memory(std::process::id())?,
        parser_cpu_s: parsed - before,
    })
}

/// Writes the table: every computer has Windows, two of three have Office too, whose rows stand apart from those of Windows; nine of ten
/// licenses are in order.
fn write(path: &Path, records: u32) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "{HEADER}")?;
    let computers = records - records * 2 / 5;
    for number in 0..computers {
        writeln!(
            file,
            "ws-{number:07}.corp.example,10.0.19045,\"Windows(R), Enterprise edition\",\"Windows(R) Operating System, VOLUME_KMSCLIENT channel\",\
             55c92734-d682-4d71-983e-d6ec3f16059f,Volume:GVLK,2YT43,73111121-5638-40f6-bc11-f1d7b0d64300,{}",
            state(number)
        )?;
    }
    for number in 0..records - computers {
        writeln!(
            file,
            "ws-{number:07}.corp.example,10.0.19045,\"Office 16, Office16ProPlusVL_KMS_Client edition\",\"Office 16, VOLUME_KMSCLIENT channel\",\
             0ff1ce15-a989-479d-af46-f275c6370663,Volume:GVLK,WFG99,d450596f-894d-49e0-966a-fd39ed4c4c64,{}",
            state(number)
        )?;
    }
    file.flush()
}

/// Status, reason, minutes, client machine id, host, port and last code of a license.
fn state(number: u32) -> String {
    let host = number % 7;
    let cmid = format!("00000000-0000-4000-8000-{number:012}");
    let (status, reason) = match number % 50 {
        0 => (5, "0xC004F074"),
        1 => (5, "0x8007232B"),
        2 => (5, "0xC004F038"),
        3 => (2, "0x4004F00C"),
        4 => (0, "0xC004F014"),
        _ => (1, "0x4004F040"),
    };
    let code = if status == 1 { "0" } else { reason };
    format!("{status},{reason},250000,{cmid},kms{host}.corp.example,1688,{code}")
}

fn parse(path: &Path) -> Result<usize, Failure> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).map_err(io::Error::from)?;
    let mut record = csv::ByteRecord::new();
    let mut records = 0;
    while reader.read_byte_record(&mut record).map_err(io::Error::from)? {
        records += 1;
    }
    Ok(std::hint::black_box(records))
}

impl Figures {
    fn lines(&self, lang: Lang) -> Vec<String> {
        let Self { records, machines, .. } = self;
        let mebibytes = |bytes: u64| format!("{} MiB", bytes / (1024 * 1024));
        let seconds = |seconds: f64| format!("{seconds:.1} s");
        let name = lang.pick(
            format!("fleet: {records} records, {machines} machines"),
            format!("fleet: {records} 件、{machines} 台"),
        );
        vec![
            row(&name, ["", &seconds(self.wall_s), "", ""]),
            row(lang.pick("processor time", "CPU 時間"), ["", &seconds(self.cpu_s), "", ""]),
            row(lang.pick("parser of CSV alone", "CSV パーサーのみ"), ["", &seconds(self.parser_cpu_s), "", ""]),
            row(lang.pick("most memory", "最大メモリ使用量"), ["", &mebibytes(self.memory_bytes), "", ""]),
        ]
    }
}
