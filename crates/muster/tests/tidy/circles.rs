//! No circle between the files of a crate: following `use` never leads back to where it started.
//!
//! A file that imports a name through a `pub use` of a file above it counts as importing that file. So names are imported from
//! where they are defined, and `lib.rs` and `mod.rs` stay on top.

use crate::{files, read, relative, root};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A file as a module: its path from the root of the crate.
type Module = Vec<String>;

#[test]
fn no_file_imports_itself_in_a_circle() {
    for entry in fs::read_dir(root().join("crates")).expect("crates") {
        let source = entry.expect("an entry").path().join("src");
        let modules = modules(&source);
        let imports = modules.iter().map(|(module, path)| (module, imports(module, &read(path), &modules))).collect();
        if let Some(circle) = circle(&imports) {
            let names: Vec<String> = circle.iter().map(|module| relative(&modules[module])).collect();
            panic!("these files import each other: {}", names.join(" -> "));
        }
    }
}

fn modules(source: &Path) -> BTreeMap<Module, PathBuf> {
    let module = |path: &PathBuf| -> Module {
        let inner = path.strip_prefix(source).expect("below src").with_extension("");
        let mut parts: Module = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        parts.pop_if(|last| ["lib", "main", "mod"].contains(&last.as_str()));
        parts
    };
    files(source, ".rs").into_iter().map(|path| (module(&path), path)).collect()
}

/// The modules of this crate that a file names in `use` declarations.
fn imports(own: &Module, text: &str, modules: &BTreeMap<Module, PathBuf>) -> BTreeSet<Module> {
    let code: String =
        text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines: Vec<&str> = code.split('\n').collect();
    let declarations = lines.iter().enumerate().filter(|(_, line)| is_use(line)).map(|(at, line)| {
        let rest = lines[at..].join(" ");
        let tree =
            rest.split_once("use ").map_or("", |(_, after)| after).split(';').next().unwrap_or_default().to_owned();
        (line.starts_with(' '), tree)
    });
    // In a module inside a file, `super` is the file itself.
    let outside = declarations.filter(|(inner, tree)| !(*inner && tree.starts_with("super")));
    let paths = outside.flat_map(|(_, tree)| leaves(&[], tree.trim()));
    let found = paths.filter_map(|path| resolve(own, &path, modules));
    found.filter(|module| module != own).collect()
}

fn is_use(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("use ") || line.starts_with("pub use ") || line.starts_with("pub(") && line.contains(") use ")
}

/// The paths of a `use` tree, one for each name.
fn leaves(before: &[String], tree: &str) -> Vec<Vec<String>> {
    if let Some((head, group)) = tree.split_once('{') {
        let mut path = before.to_vec();
        path.extend(segments(head));
        let group = group.rsplit_once('}').map_or(group, |(group, _)| group);
        return branches(group).iter().flat_map(|branch| leaves(&path, branch.trim())).collect();
    }
    let mut path = before.to_vec();
    path.extend(segments(tree.split(" as ").next().unwrap_or_default()));
    vec![path]
}

fn segments(path: &str) -> Vec<String> {
    path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The parts between the commas of a group, not those of groups inside it.
fn branches(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut found = vec![String::new()];
    for c in group.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        match found.last_mut() {
            Some(last) if c != ',' || depth > 0 => last.push(c),
            _ => found.push(String::new()),
        }
    }
    found.into_iter().filter(|branch| !branch.trim().is_empty()).collect()
}

/// The module that a path leads to: the longest beginning of it that is a file.
fn resolve(own: &Module, path: &[String], modules: &BTreeMap<Module, PathBuf>) -> Option<Module> {
    let first = path.first()?.as_str();
    let absolute: Module = match first {
        "crate" => path[1..].to_vec(),
        "self" => [own.as_slice(), &path[1..]].concat(),
        "super" => {
            let up = path.iter().take_while(|part| *part == "super").count();
            [&own[..own.len().saturating_sub(up)], &path[up..]].concat()
        }
        _ if modules.contains_key(&[own.as_slice(), &path[..1]].concat()) => [own.as_slice(), path].concat(),
        _ => return None,
    };
    (0..=absolute.len()).rev().map(|length| absolute[..length].to_vec()).find(|module| modules.contains_key(module))
}

/// Files in a circle, if there is one: files that nothing left imports, or that import nothing left, are taken away until only
/// circles are left.
fn circle(imports: &BTreeMap<&Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut left: BTreeMap<Module, BTreeSet<Module>> =
        imports.iter().map(|(module, imported)| ((*module).clone(), imported.clone())).collect();
    loop {
        let done: BTreeSet<Module> = left
            .iter()
            .filter(|(module, imported)| {
                !imported.iter().any(|other| left.contains_key(other))
                    || !left.values().any(|imported| imported.contains(*module))
            })
            .map(|(module, _)| module.clone())
            .collect();
        if done.is_empty() {
            break;
        }
        left.retain(|module, _| !done.contains(module));
    }
    let mut way = vec![left.keys().next()?.clone()];
    loop {
        let next = left[way.last()?].iter().find(|other| left.contains_key(*other))?.clone();
        if let Some(start) = way.iter().position(|module| *module == next) {
            return Some(way.split_off(start));
        }
        way.push(next);
    }
}

#[test]
fn a_circle_is_found_through_groups_and_super() {
    let modules: BTreeMap<Module, PathBuf> = [vec![], vec!["a".to_owned()], vec!["b".to_owned()]]
        .into_iter()
        .map(|module| (module, PathBuf::new()))
        .collect();
    let a = vec!["a".to_owned()];
    let b = vec!["b".to_owned()];
    let first = imports(&a, "use crate::{\n    b::{self, Thing},\n};", &modules);
    let back = imports(&b, "use super::a::Other;", &modules);
    assert_eq!((first.contains(&b), back.contains(&a)), (true, true));
    let tied: BTreeMap<&Module, BTreeSet<Module>> = [(&a, first.clone()), (&b, back)].into();
    assert!(circle(&tied).is_some());
    let untied: BTreeMap<&Module, BTreeSet<Module>> = [(&a, first), (&b, BTreeSet::new())].into();
    assert!(circle(&untied).is_none());
}
