//! What a product refuses that is built without the features of muster-client: a folder of which it would not read all.

include!("../../../vendor.rs");

use muster_client::{Client, Env, LicenseCheck, Source, Verdict};
use std::{fs, path::Path};

fn main() {
    let licensed = Path::new(SOCKET).with_file_name("pc").join("client");
    let read = |name: &str| fs::read_to_string(licensed.join(name)).expect(name);
    let folder = std::env::temp_dir().join(format!("muster-refusals-{}", std::process::id()));
    let env = Env::system().expect("this machine");
    drop(Client::init(&folder, &read("root.jwk"), &read("pack.jws"), &env).expect("a client"));
    Client::open(&folder, env.now).expect("all of it is read");

    fs::write(folder.join("client.toml"), "[token]\n").expect("written");
    let refused = Client::open(&folder, env.now).expect_err("it would not be read");
    assert!(refused.to_string().contains("the feature 'config'"), "{refused}");
    let check = LicenseCheck::new(ROOT_KEY, PRODUCT_ID, Source::Folder(folder.clone())).expect("a question");
    let answer = check.status();
    assert_eq!((answer.verdict, answer.code), (Verdict::NotLicensed, refused.code()));
    println!("{} is refused: {IDENTITY}", refused.code());
    fs::remove_dir_all(folder).expect("removed");
}
