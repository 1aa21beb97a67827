//! What Muster signs, opened by PyJWT (Debian package python3-jwt): another implementation of JOSE in another language.

use crate::command::run_ok;
use std::{path::Path, process::Command};

const SCRIPT: &str = r#"
import json, sys, jwt
from pathlib import Path
folder = Path(sys.argv[1])

def key(jwk):
    return jwt.algorithms.OKPAlgorithm.from_jwk(json.dumps(jwk))

def opened(name, typ, by):
    document = (folder / name).read_text().strip()
    header = jwt.get_unverified_header(document)
    assert (header["alg"], header["typ"]) == ("EdDSA", typ), header
    claims = jwt.decode(document, by, algorithms=["EdDSA"], options={"verify_aud": False, "require": ["iat", "iss"]})
    head, payload, signature = document.split(".")
    try:
        jwt.decode(f"{head}.{payload[:-2]}.{signature}", by, algorithms=["EdDSA"])
        raise AssertionError("a shortened document verifies")
    except jwt.InvalidSignatureError:
        return claims

root = key(json.loads((folder / "root.jwk").read_text()))
pack = opened("pack.jws", "muster-pack+jwt", root)
license = opened("host-license.jws", "muster-host-license+jwt", root)
activation = opened("activations/pc-0001.jws", "muster-activation+jwt", key(license["cnf"]["jwk"]))
print(pack["iss"] == license["iss"], activation["iss"] == license["sub"], activation["exp"] > activation["iat"])
"#;

fn opened(folder: &Path) -> String {
    let output =
        Command::new("/usr/bin/python3").args(["-c", SCRIPT]).arg(folder).output().expect("python3 is installed");
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn another_jose_library_opens_pack_license_and_activation() {
    let folder = tempfile::tempdir().expect("a folder");
    let keep = folder.path().join("lab");
    run_ok(["lab", "--keep", keep.to_str().expect("a path")]);
    assert_eq!(opened(&keep), "True True True\n");
}

#[test]
fn another_jose_library_refuses_a_license_under_another_root() {
    let folder = tempfile::tempdir().expect("a folder");
    let (keep, other) = (folder.path().join("lab"), folder.path().join("other"));
    run_ok(["lab", "--machines", "1", "--keep", keep.to_str().expect("a path")]);
    run_ok(["lab", "--machines", "1", "--keep", other.to_str().expect("a path")]);
    std::fs::copy(other.join("root.jwk"), keep.join("root.jwk")).expect("the other root");
    assert!(opened(&keep).contains("InvalidSignatureError"));
}
