//! The map of the towns.

/// The map of the towns.
#[derive(Clone, Copy, Debug)]
pub struct Map {
    pub title: &'static str,
    /// No organisation has coordinates.
    pub empty: &'static str,
    /// The scale.
    pub kilometres: fn(u32) -> String,
}

pub static BG: Map = Map {
    title: "Карта на населените места",
    empty: "Още не е известно къде са организациите.",
    kilometres: |number| format!("{number} км"),
};

pub static EN: Map = Map {
    title: "Map of the towns",
    empty: "It is not known yet where the organisations are.",
    kilometres: |number| format!("{number} km"),
};
