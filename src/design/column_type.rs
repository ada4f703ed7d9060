//! Families of column types, and the columns that an index names.

/// The family of a column's type, for types that most databases know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// 16 bits.
    Small,
    /// 32 bits.
    Integer,
    /// 64 bits.
    Big,
    /// An exact number; Oracle also stores integers in it.
    Number,
    /// A floating-point number.
    Float,
    /// Text of any length.
    Text,
    /// A UUID.
    Uuid,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time of day, with or without a time zone.
    Timestamp,
    /// Bytes.
    Bytes,
    /// A JSON value.
    Json,
    /// The key of a document store.
    ObjectId,
}

/// The names of types; of a name with several words, the first.
const NAMES: &[(Family, &[&str])] = &[
    (Family::Small, &["smallint", "int2", "smallserial", "serial2", "int16", "short", "tinyint"]),
    (Family::Integer, &["integer", "int", "int4", "serial", "serial4", "int32", "mediumint", "i32", "u32"]),
    (Family::Big, &["bigint", "int8", "bigserial", "serial8", "int64", "long", "i64", "u64"]),
    (Family::Number, &["numeric", "decimal", "dec", "number", "money"]),
    (Family::Float, &["real", "float", "float4", "float8", "double", "float32", "float64"]),
    (
        Family::Text,
        &[
            "text",
            "varchar",
            "character",
            "char",
            "bpchar",
            "nvarchar",
            "nchar",
            "varchar2",
            "nvarchar2",
            "string",
            "citext",
            "clob",
            "tinytext",
            "mediumtext",
            "longtext",
        ],
    ),
    (Family::Uuid, &["uuid", "guid", "uniqueidentifier"]),
    (Family::Boolean, &["boolean", "bool"]),
    (Family::Date, &["date"]),
    (Family::Time, &["time", "timetz"]),
    (Family::Timestamp, &["timestamp", "timestamptz", "datetime", "datetime2", "datetimeoffset"]),
    (Family::Bytes, &["bytea", "blob", "binary", "varbinary", "bytes"]),
    (Family::Json, &["json", "jsonb"]),
    (Family::ObjectId, &["objectid"]),
];

/// The family of a type. `None` if it is a list, or not a type that most databases know.
pub fn family(kind: &str) -> Option<Family> {
    let lower = kind.to_lowercase();
    if lower.contains('[') || lower.contains('<') || lower.starts_with("array") {
        return None;
    }
    let word = lower.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
    NAMES.iter().find(|(_, names)| names.contains(&word)).map(|(family, _)| *family)
}

/// Whether two types belong to families that no key can join.
pub fn differ(a: &str, b: &str) -> bool {
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    let (Some(first), Some(second)) = (family(a), family(b)) else { return false };
    let whole = [Family::Small, Family::Integer, Family::Big, Family::Number];
    let is_number = |kind: &str| kind.to_lowercase().starts_with("number");
    // MySQL's `serial` is a bigint; Oracle's `number` can be any whole number.
    let loose = |kind: &str, other: Family| {
        let kind = kind.to_lowercase();
        (kind.starts_with("serial") && other == Family::Big) || (is_number(&kind) && whole.contains(&other))
    };
    !(same(a, b) || first == second || loose(a, second) || loose(b, first))
}

/// The column that an entry of an index names: `created_at` for `created_at DESC`. `None` if it is an
/// expression, or a path that only the database understands.
pub fn indexed(column: &str) -> Option<&str> {
    let mut words = column.split_whitespace();
    let name = words.next()?.trim_matches(['"', '`']);
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    // Columns that the database adds itself.
    let is_built_in = ["_id", "rowid", "_rowid_", "ctid", "oid"].contains(&name.to_lowercase().as_str());
    (is_name && !is_built_in && !column.contains('(')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{differ, indexed};

    #[test]
    fn types_have_many_names() {
        for (a, b) in [
            ("serial", "integer"),
            ("BIGSERIAL", "bigint"),
            ("character varying(40)", "VARCHAR(36)"),
            ("varchar", "text"),
            ("numeric(10, 2)", "decimal(12,2)"),
            ("int unsigned", "INT"),
            ("serial", "bigint unsigned"),
            ("UUID v7", "uuid"),
            ("order_status", "text"),
            ("uuid[]", "bigint"),
            ("number(10)", "integer"),
            ("timestamp with time zone", "timestamptz"),
            ("[type]", "uuid"),
        ] {
            assert!(!differ(a, b) && !differ(b, a), "{a}, {b}");
        }
        for (a, b) in [("uuid", "bigint"), ("integer", "text"), ("int", "bigint"), ("ObjectId", "string")] {
            assert!(differ(a, b) && differ(b, a), "{a}, {b}");
        }
    }

    #[test]
    fn an_index_names_a_column_or_an_expression() {
        assert_eq!(indexed("created_at DESC NULLS LAST"), Some("created_at"));
        assert_eq!(indexed("\"order\""), Some("order"));
        for expression in ["lower(email)", "payload->>'a'", "address.city", "$**", "_id", "(a + b)", ""] {
            assert_eq!(indexed(expression), None, "{expression}");
        }
    }
}
