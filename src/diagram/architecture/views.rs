//! Smaller scenes of a large one.
