//! Points and rectangles in whole units of a drawing; x grows to the right, y downwards.

/// A place in a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: i32,
    /// Distance from the top edge.
    pub y: i32,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// The x of the left side.
    pub x: i32,
    /// The y of the upper side.
    pub y: i32,
    /// Distance from the left to the right side.
    pub width: i32,
    /// Distance from the upper to the lower side.
    pub height: i32,
}

impl Rect {
    /// The x of the right side.
    pub const fn right(&self) -> i32 {
        self.x + self.width
    }

    /// The y of the lower side.
    pub const fn bottom(&self) -> i32 {
        self.y + self.height
    }

    /// The x of the middle.
    pub const fn middle(&self) -> i32 {
        self.x + self.width / 2
    }

    /// Whether the two share more than a side.
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether `other` is inside this rectangle, sides included.
    pub const fn contains(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    /// The rectangle made smaller by `margin` on each side (larger if it is negative).
    #[must_use]
    pub const fn shrunk(&self, margin: i32) -> Self {
        Self {
            x: self.x + margin,
            y: self.y + margin,
            width: self.width - 2 * margin,
            height: self.height - 2 * margin,
        }
    }

    /// Whether the horizontal or vertical piece between two points crosses the inside.
    pub fn is_crossed_by(&self, from: Point, to: Point) -> bool {
        from.x.min(to.x) < self.right()
            && from.x.max(to.x) > self.x
            && from.y.min(to.y) < self.bottom()
            && from.y.max(to.y) > self.y
    }
}
