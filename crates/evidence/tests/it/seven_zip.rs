//! 7z archives: what is in them is read, and nothing in them does harm.

use crate::archive::{DLI, read_as};
use sevenz_rust2::{
    ArchiveEntry, ArchiveWriter, EncoderConfiguration, SourceReader,
    encoder_options::{AesEncoderOptions, Lzma2Options},
};
use std::io::Cursor;

/// One block for all files, or for each its own.
fn seven_zip(files: &[(&str, &[u8])], solid: bool, methods: &[EncoderConfiguration]) -> Vec<u8> {
    let mut archive = ArchiveWriter::new(Cursor::new(Vec::new())).expect("an archive");
    archive.set_content_methods(methods.to_vec());
    archive.set_encrypt_header(false);
    let entries = files.iter().map(|(name, _)| ArchiveEntry::new_file(name));
    if solid {
        let contents = files.iter().map(|(_, content)| SourceReader::new(*content));
        archive.push_archive_entries(entries.collect(), contents.collect()).expect("packed");
    } else {
        for (entry, (_, content)) in entries.zip(files) {
            archive.push_archive_entry(entry, Some(*content)).expect("packed");
        }
    }
    archive.finish().expect("written").into_inner()
}

#[test]
fn a_7z_archive_is_read_block_after_block_and_loses_what_is_damaged_alone() {
    let filler: Vec<u8> = (0..4_000).flat_map(|line| format!("line {line} of a log\r\n").into_bytes()).collect();
    let files: [(&str, &[u8]); 4] =
        [("log.txt", &filler), ("slmgr\\dli.txt", DLI), ("none.txt", b""), ("last.txt", DLI)];
    for solid in [false, true] {
        let bytes = seven_zip(&files, solid, &[Lzma2Options::from_level(6).into()]);
        let mut shown = read_as("sdp.7z", bytes.clone());
        shown.sort();
        let expected = [
            "sdp.7z/last.txt: slmgr.dlv.client",
            "sdp.7z/log.txt: ",
            "sdp.7z/none.txt: empty",
            "sdp.7z/slmgr/dli.txt: slmgr.dlv.client",
        ];
        assert_eq!(shown, expected, "{solid}");
        // The first packed byte lies behind the signature header of 32 bytes.
        let mut damaged = bytes;
        damaged[40] ^= 0xFF;
        let shown = read_as("sdp.7z", damaged);
        assert!(shown.len() == 4 && shown[0].ends_with(": damaged: send it again"), "{shown:?}");
        assert_eq!(shown.iter().filter(|line| line.ends_with("slmgr.dlv.client")).count(), if solid { 0 } else { 2 });
    }
}

#[test]
fn no_damage_makes_a_7z_archive_vanish() {
    let mut bytes = seven_zip(&[("dli.txt", DLI), ("last.txt", b"hello")], true, &[Lzma2Options::from_level(6).into()]);
    for place in 0..bytes.len() {
        bytes[place] ^= 0xFF;
        assert!(!read_as("a.7z", bytes.clone()).is_empty());
        bytes[place] ^= 0xFF;
    }
    assert_eq!(read_as("a.7z", bytes[..6].to_vec()), ["a.7z: a damaged 7z archive: send it again"]);
    let half = bytes[..bytes.len() / 2].to_vec();
    assert_eq!(read_as("a.7z", half), ["a.7z: a damaged 7z archive: send it again"]);
}

#[test]
fn a_7z_archive_that_asks_for_a_password_or_for_memory_is_named_with_the_way_out() {
    let files: [(&str, &[u8]); 1] = [("dli.txt", DLI)];
    let secret = AesEncoderOptions::new("secret".into());
    let encrypted = seven_zip(&files, false, &[secret.into(), Lzma2Options::from_level(6).into()]);
    assert_eq!(
        read_as("a.7z", encrypted),
        ["a.7z/dli.txt: encrypted: unpack it with its password and give the folder"]
    );
    let mut options = Lzma2Options::from_level(6);
    options.set_dictionary_size(96 * 1024 * 1024);
    assert_eq!(
        read_as("a.7z", seven_zip(&files, false, &[options.into()])),
        ["a.7z/dli.txt: packed with a dictionary of more than 80 MiB: unpack it and give the folder"]
    );
}

#[test]
fn a_bomb_in_a_7z_archive_is_said_to_be_one_and_the_rest_is_read() {
    let large = vec![b'a'; 65 * 1024 * 1024];
    let bytes = seven_zip(&[("bomb.txt", &large), ("dli.txt", DLI)], true, &[Lzma2Options::from_level(1).into()]);
    assert!(bytes.len() < 1024 * 1024, "it is small until it is opened");
    let expected =
        ["a.7z/bomb.txt: grows to more than 64 MiB: unpack it and give the folder", "a.7z/dli.txt: slmgr.dlv.client"];
    assert_eq!(read_as("a.7z", bytes), expected);
}
