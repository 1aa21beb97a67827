//! Offline license files that are no such: refused, and nothing is written.

use muster_testbed::harness::world::World;
use std::fs;

#[test]
fn a_file_with_another_kind_is_refused_and_nothing_is_written() {
    let world = World::new();
    let key = world.mak(1, 1);
    let client = world.mak_client("pc-1", &key);
    let file = world.vendor.authority.offline_file(&key, 1, world.now()).expect("a file");
    let genuine = serde_json::to_string(&file).expect("JSON");
    let folder = world.path("pc-1/client/offline");
    for kind in ["/tmp/x", "../../x", "mak/../../x", "mak\\u0000", "MAK", "", "setup"] {
        let text = genuine.replace(r#""kind":"mak""#, &format!(r#""kind":"{kind}""#));
        assert_ne!(text, genuine);
        client.install_slots(&text).map(drop).expect_err(kind);
    }
    assert!(!folder.exists(), "nothing was written");
    client.install_slots(&genuine).expect("installed");
    let names: Vec<_> =
        fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("a file").file_name()).collect();
    assert_eq!(names, [file.storage_name().as_str()]);
}
