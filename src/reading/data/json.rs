//! JSON: a key that is `null` is absent.

use std::rc::Rc;

use super::super::json::json_tree;
use super::{Datum, NoData};
use crate::source::{FileId, Span};

pub(super) fn read(text: &str, file: FileId) -> Result<Rc<Datum>, NoData> {
    match json_tree(text) {
        Ok(table) => Ok(Datum::of_toml(&table, file)),
        Err(error) => {
            Err(NoData { span: Span::new(file, error.offset..error.offset), why: error.to_string() })
        }
    }
}
