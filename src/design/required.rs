//! What an entry of a table has to say.

use super::file::TABLES;
use crate::reading::Shape;

/// The keys that each entry of a table of entries requires: `name` and `kind` of a component.
pub fn required_keys(table: &str) -> Vec<&'static str> {
    let field = TABLES.iter().find(|field| field.key == table);
    field.map(|field| of_entry(&(field.shape)())).unwrap_or_default()
}

fn of_entry(shape: &Shape) -> Vec<&'static str> {
    match shape {
        Shape::OneOf(shapes) => shapes.first().map(of_entry).unwrap_or_default(),
        Shape::Map { value, .. } => of_record(value),
        Shape::Named { shape, .. } => of_entry(shape),
        _ => Vec::new(),
    }
}

fn of_record(shape: &Shape) -> Vec<&'static str> {
    match shape {
        Shape::Record(record) => {
            record.fields.iter().filter(|field| field.required).map(|field| field.key).collect()
        }
        Shape::Named { shape, .. } => of_record(shape),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::required_keys;

    #[test]
    fn entries_say_what_they_require() {
        assert_eq!(required_keys("components"), ["name", "kind"]);
        assert_eq!(required_keys("requirements"), ["category", "text"]);
        assert_eq!(required_keys("tables"), ["columns"]);
        assert!(required_keys("technologies").is_empty());
        assert!(required_keys("security").is_empty());
    }
}
