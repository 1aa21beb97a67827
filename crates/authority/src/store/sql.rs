//! What is common to both engines: statements, the values that they are given, and the rows that they find.

use super::error::StoreError;
use crate::error::AuthorityError;
use muster_core::sentence;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

/// A statement as each engine reads it. `$1` is the first value that it is given.
#[derive(Clone, Copy)]
pub(crate) struct Sql {
    pub(super) sqlite: &'static str,
    #[cfg(feature = "postgres")]
    pub(super) postgres: &'static str,
}

/// A statement that both engines read alike.
macro_rules! sql {
    ($file:literal) => {
        $crate::store::sql::Sql {
            sqlite: include_str!($file),
            #[cfg(feature = "postgres")]
            postgres: include_str!($file),
        }
    };
}

/// A statement that each engine has a text of its own for.
macro_rules! sql_of_engine {
    ($file:literal) => {
        $crate::store::sql::Sql {
            sqlite: include_str!(concat!("sqlite/", $file)),
            #[cfg(feature = "postgres")]
            postgres: include_str!(concat!("postgres/", $file)),
        }
    };
}

/// A statement of several parts: `own` ones that each engine has a text of its own for, and `common` ones.
#[cfg(feature = "console")]
macro_rules! sql_of_parts {
    ($($whose:ident $file:literal),+ $(,)?) => {
        $crate::store::sql::Sql {
            sqlite: concat!($($crate::store::sql::sql_part!($whose "sqlite/" $file)),+),
            #[cfg(feature = "postgres")]
            postgres: concat!($($crate::store::sql::sql_part!($whose "postgres/" $file)),+),
        }
    };
}

/// One of the parts of a statement.
#[cfg(feature = "console")]
macro_rules! sql_part {
    (own $folder:literal $file:literal) => {
        include_str!(concat!($folder, $file))
    };
    (common $folder:literal $file:literal) => {
        include_str!($file)
    };
}

/// What a statement is given.
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        &[$($crate::store::sql::Value::from($value)),*]
    };
}

pub(super) use {sql, sql_of_engine, values};
#[cfg(feature = "console")]
pub(super) use {sql_of_parts, sql_part};

/// A value that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value<'v> {
    Null,
    Integer(i64),
    Boolean(bool),
    Text(&'v str),
    Bytes(&'v [u8]),
}

macro_rules! from_number {
    ($($number:ty)*) => {$(
        impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                Self::Integer(number.into())
            }
        }
    )*};
}

from_number!(i64 u32 u16 u8);

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(text)
    }
}

impl<'v> From<&'v String> for Value<'v> {
    fn from(text: &'v String) -> Self {
        Self::Text(text)
    }
}

impl<'v> From<&'v [u8]> for Value<'v> {
    fn from(bytes: &'v [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'v, T: Into<Self>> From<Option<T>> for Value<'v> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// What a column is read as.
pub(crate) trait FromValue<'v>: Sized {
    /// None if it is something else.
    fn from_value(value: Value<'v>) -> Option<Self>;
}

macro_rules! from_value {
    ($($number:ty)*) => {$(
        impl FromValue<'_> for $number {
            fn from_value(value: Value<'_>) -> Option<Self> {
                i64::from_value(value)?.try_into().ok()
            }
        }
    )*};
}

from_value!(u32 u16 u8 u64 usize);

impl FromValue<'_> for i64 {
    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Integer(number) = value { Some(number) } else { None }
    }
}

impl FromValue<'_> for bool {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Boolean(value) => Some(value),
            // SQLite has no truth values.
            Value::Integer(number) => Some(number != 0),
            _ => None,
        }
    }
}

impl FromValue<'_> for String {
    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.to_owned()) } else { None }
    }
}

impl FromValue<'_> for Vec<u8> {
    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes.to_owned()) } else { None }
    }
}

impl<const N: usize> FromValue<'_> for [u8; N] {
    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Bytes(bytes) = value { bytes.try_into().ok() } else { None }
    }
}

impl<'v, T: FromValue<'v>> FromValue<'v> for Option<T> {
    fn from_value(value: Value<'v>) -> Option<Self> {
        if value == Value::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Boolean(value) => ValueRef::Integer((*value).into()),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// A row that a statement finds.
pub(crate) enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    #[cfg(feature = "postgres")]
    Postgres(&'r tokio_postgres::Row),
}

impl<'r> Row<'r> {
    /// The column of this name.
    pub(crate) fn get<T: FromValue<'r>>(&self, column: &str) -> Result<T, AuthorityError> {
        let place = match self {
            Self::Sqlite(row) => row.as_ref().column_index(column).map_err(StoreError::from)?,
            #[cfg(feature = "postgres")]
            Self::Postgres(row) => {
                let place = row.columns().iter().position(|known| known.name() == column);
                place.ok_or_else(|| {
                    StoreError::Damaged(sentence!("there is no column {column}", "列 {column} がありません"))
                })?
            }
        };
        self.at(place)
    }

    /// The column at a place; the first is at 0.
    pub(crate) fn at<T: FromValue<'r>>(&self, place: usize) -> Result<T, AuthorityError> {
        let value = self.value(place)?;
        let damaged = || {
            StoreError::Damaged(sentence!(
                "column {place} of a row is {value:?}",
                "行の列 {place} の値が {value:?} です"
            ))
        };
        Ok(T::from_value(value).ok_or_else(damaged)?)
    }

    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        match self {
            Self::Sqlite(row) => row.as_ref().column_count(),
            #[cfg(feature = "postgres")]
            Self::Postgres(row) => row.len(),
        }
    }

    /// The value at a place.
    pub(super) fn value(&self, place: usize) -> Result<Value<'r>, StoreError> {
        match self {
            Self::Sqlite(row) => of_sqlite(row.get_ref(place)?),
            #[cfg(feature = "postgres")]
            Self::Postgres(row) => super::postgres::value(row, place),
        }
    }
}

fn of_sqlite(value: ValueRef<'_>) -> Result<Value<'_>, StoreError> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Integer(number)),
        ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes)),
        ValueRef::Text(bytes) => {
            let text = str::from_utf8(bytes);
            text.map(Value::Text)
                .map_err(|_| StoreError::Damaged(sentence!("a text is not UTF-8", "文字列が UTF-8 ではありません")))
        }
        ValueRef::Real(number) => {
            Err(StoreError::Damaged(sentence!("{number} is no whole number", "{number} は整数ではありません")))
        }
    }
}
