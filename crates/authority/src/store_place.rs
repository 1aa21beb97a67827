//! Where an authority keeps its store: SQLite in its own directory, or a PostgreSQL database that `authority.toml` names.

use crate::{error::AuthorityError, store::Store};
use muster_platform::{files, state_folder};
use muster_server::store_config::{StoreConfig, toml_problem};
use serde::Deserialize;
use std::path::Path;

/// What the vendor's administrator writes by hand. It may be absent.
pub(crate) const CONFIG: &str = "authority.toml";
/// The file of the store, where no database is named.
pub(crate) const STORE: &str = "authority.db";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorityConfig {
    #[serde(default)]
    store: StoreConfig,
}

/// The store of the authority in `directory`. A file is made if there is none; a database is connected to at the first use.
pub(crate) fn open(directory: &Path) -> Result<Store, AuthorityError> {
    open_by(&config(directory)?, directory)
}

/// The store of an authority that has one: a lost file is never made anew.
pub(crate) fn open_existing(directory: &Path) -> Result<Store, AuthorityError> {
    let (config, file) = (config(directory)?, directory.join(STORE));
    if config.postgres.is_none() && !file.exists() {
        return Err(AuthorityError::StoreMissing(file.display().to_string()));
    }
    open_by(&config, directory)
}

fn open_by(config: &StoreConfig, directory: &Path) -> Result<Store, AuthorityError> {
    match &config.postgres {
        Some(connection) => database(directory, connection, config),
        None => Store::open(&directory.join(STORE)),
    }
}

/// Whether a database is named, which other authorities may share.
pub(crate) fn is_shared(directory: &Path) -> Result<bool, AuthorityError> {
    Ok(config(directory)?.postgres.is_some())
}

fn config(directory: &Path) -> Result<StoreConfig, AuthorityError> {
    parse(&text(directory)?)
}

fn text(directory: &Path) -> Result<String, AuthorityError> {
    match state_folder::read(&directory.join(CONFIG)) {
        Err(error) if error.is_not_found() => Ok(String::new()),
        text => Ok(text?),
    }
}

fn parse(text: &str) -> Result<StoreConfig, AuthorityError> {
    let config: Result<AuthorityConfig, _> = toml::from_str(text);
    Ok(config.map_err(|error| AuthorityError::Config(toml_problem(text, &error)))?.store)
}

/// `authority.toml` as it names `target`, ready to take the place of the one that is there.
pub(crate) fn prepare(directory: &Path, target: &StoreConfig) -> Result<files::Prepared, AuthorityError> {
    let text = format!("{}\n{}", text(directory)?.trim_end(), target.to_toml());
    let text = text.trim_start();
    parse(text)?;
    Ok(files::prepare_secret(&directory.join(CONFIG), text)?)
}

/// The store in the database of a connection string.
#[cfg(feature = "postgres")]
pub(crate) fn database(directory: &Path, connection: &str, config: &StoreConfig) -> Result<Store, AuthorityError> {
    use crate::store::postgres::SCHEMA;
    use muster_server::postgres::Postgres;
    let (password, ca) = (config.password(directory)?, config.ca(directory));
    let connect = || Postgres::new(connection, password.as_deref(), ca.as_deref(), SCHEMA);
    Ok(Store::of_database(connect()?, connect()?))
}

#[cfg(not(feature = "postgres"))]
pub(crate) fn database(_: &Path, _: &str, _: &StoreConfig) -> Result<Store, AuthorityError> {
    Err(AuthorityError::Config(muster_core::sentence!(
        "this muster was built without PostgreSQL: build it with the feature `postgres`",
        "この muster は PostgreSQL に対応していません。機能 `postgres` を有効にしてビルドしてください"
    )))
}
