//! The map of the towns.

/// The map of the towns.
#[derive(Clone, Copy, Debug)]
pub struct Map {
    pub title: &'static str,
    /// No organisation has coordinates.
    pub empty: &'static str,
    /// Below the list of towns: so many organisations are not on the map.
    pub elsewhere: fn(u32) -> String,
    /// The scale.
    pub kilometres: fn(u32) -> String,
}

pub static BG: Map = Map {
    title: "Карта на населените места",
    empty: "Още не е известно къде са организациите.",
    elsewhere: |number| format!("Извън картата: {number}"),
    kilometres: |number| format!("{number} км"),
};

pub static EN: Map = Map {
    title: "Map of the towns",
    empty: "It is not known yet where the organisations are.",
    elsewhere: |number| format!("Not on the map: {number}"),
    kilometres: |number| format!("{number} km"),
};
