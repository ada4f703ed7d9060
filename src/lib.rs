//! x

pub mod diagram;
