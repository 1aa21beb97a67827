//! The schema of a database: which migrations it has and which it still needs. Both engines apply what is decided here.
//!
//! Every applied migration is stored with the checksum of its SQL text. A database whose migrations are not those of this
//! version is refused: nothing is read from it or written to it.

use aws_lc_rs::digest::{SHA256, digest};

/// Why a database cannot be used by this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemaError {
    /// A newer version of Muster has changed it.
    Newer { found: u32, known: u32 },
    /// The text of a migration is not the one that was applied.
    Altered { version: u32 },
}

/// A migration that a database has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Applied {
    pub(crate) version: u32,
    /// None if it was applied by a version of Muster that stored no checksums.
    pub(crate) checksum: Option<String>,
}

/// A migration of this version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Migration {
    /// Counted from 1.
    pub(crate) version: u32,
    pub(crate) sql: &'static str,
    /// SHA-256 of the text, in hexadecimal digits.
    pub(crate) checksum: String,
}

/// What is to be done with a database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Migrations that it has without a checksum: theirs is stored now.
    pub(crate) unrecorded: Vec<Migration>,
    /// Migrations to apply, in this order.
    pub(crate) pending: Vec<Migration>,
}

impl Plan {
    pub(crate) fn is_empty(&self) -> bool {
        self.unrecorded.is_empty() && self.pending.is_empty()
    }
}

/// Decides what a database needs that has `applied`.
pub(crate) fn plan(migrations: &[&'static str], applied: &[Applied]) -> Result<Plan, SchemaError> {
    let known = migrations.len() as u32;
    let found = applied.iter().map(|applied| applied.version).max().unwrap_or(0);
    if found > known {
        return Err(SchemaError::Newer { found, known });
    }
    let mut plan = Plan::default();
    for (version, sql) in (1..).zip(migrations) {
        let migration = Migration { version, sql, checksum: checksum(sql) };
        match applied.iter().find(|applied| applied.version == version).map(|applied| &applied.checksum) {
            None => plan.pending.push(migration),
            Some(None) => plan.unrecorded.push(migration),
            Some(Some(stored)) if *stored == migration.checksum => {}
            Some(Some(_)) => return Err(SchemaError::Altered { version }),
        }
    }
    Ok(plan)
}

fn checksum(sql: &str) -> String {
    digest(&SHA256, sql.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "CREATE TABLE a (b INTEGER)";
    const TWO: &str = "ALTER TABLE a ADD COLUMN c INTEGER";

    /// `applied` has a word for each version: `-` is a migration without a checksum.
    fn check(applied: &str, expected: &str) {
        let applied = (1..).zip(applied.split_whitespace()).map(|(version, word)| {
            let checksum = match word {
                "-" => None,
                "one" => Some(checksum(ONE)),
                "two" => Some(checksum(TWO)),
                other => Some(other.to_owned()),
            };
            Applied { version, checksum }
        });
        let versions = |migrations: &[Migration]| migrations.iter().map(|m| m.version).collect::<Vec<_>>();
        let found = match plan(&[ONE, TWO], &applied.collect::<Vec<_>>()) {
            Ok(plan) => format!("store {:?}, apply {:?}", versions(&plan.unrecorded), versions(&plan.pending)),
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_database_gets_what_it_lacks_and_is_refused_where_it_differs() {
        check("", "store [], apply [1, 2]");
        check("one", "store [], apply [2]");
        check("one two", "store [], apply []");
        check("-", "store [1], apply [2]");
        check("- -", "store [1, 2], apply []");
        check("one -", "store [2], apply []");
        check("one two three", "Newer { found: 3, known: 2 }");
        check("- - -", "Newer { found: 3, known: 2 }");
        check("two", "Altered { version: 1 }");
        check("one one", "Altered { version: 2 }");
        check("- one", "Altered { version: 2 }");
    }

    #[test]
    fn a_checksum_is_the_sha_256_of_the_text() {
        assert_eq!(checksum("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
