//! The screens, and what each of them must be able to do. The root ([`super::App`]) only routes to them.

pub mod among;
pub mod help;
pub mod home;
pub mod list;
pub mod map;
pub mod menu;
pub mod page;
pub mod search;
pub mod take;

use ratatui::layout::{Position, Rect};

use self::among::Among;
use super::keys::{Binding, Key};
use super::paint::Canvas;
use super::scene::Scene;
use crate::content::{Id, Kind};
use crate::edition::{ReadError, Selection};

/// A screen: its model is the value that implements this.
pub trait Screen {
    /// What it can be told.
    type Msg: Copy + 'static;
    /// The only source for what a key does, what the footer offers and what the help page says.
    const BINDINGS: &'static [Binding<Self::Msg>];

    /// Its name in the path: the record's or the section's.
    fn name<'a>(&'a self, scene: &Scene<'a>) -> &'a str;
    /// Whether it can do this now. What it does not offer is neither shown nor bound.
    fn offers(&self, message: Self::Msg, scene: &Scene<'_>) -> bool;
    /// What a typed digit, 1 to 9, means; nothing if digits mean nothing here.
    fn digit(&self, digit: usize) -> Option<Self::Msg>;
    /// What typing `letter` means on a screen that takes text; nothing on all others. Comes before every key.
    fn typed(&self, letter: char) -> Option<Self::Msg> {
        let _ = letter;
        None
    }
    /// Whether this only changes what is typed: then nothing has to be read for it yet.
    fn is_typing(message: Self::Msg) -> bool {
        let _ = message;
        false
    }
    /// Reads what was put off while more might be typed. Comes before the screen is drawn, and before anything but typing.
    fn settle(&mut self, scene: &Scene<'_>) -> Result<(), ReadError> {
        let _ = scene;
        Ok(())
    }
    /// What the thing at `at` means, from the screen's own `areas`.
    fn hit(&self, at: Position, scene: &Scene<'_>) -> Option<Self::Msg>;
    /// What turning the wheel by `rows` at `at` means; negative is up.
    fn wheel(&self, at: Position, rows: isize, scene: &Scene<'_>) -> Option<Self::Msg>;
    /// Does it, and says where to go.
    fn update(&mut self, message: Self::Msg, scene: &Scene<'_>) -> Result<Request, ReadError>;
    /// Reads again what it shows: another edition, language, size or hour. Keeps the visitor's place.
    fn renew(&mut self, scene: &Scene<'_>) -> Result<Renewed, ReadError>;
    /// Forgets what `renew` reads again, but not the visitor's place: another screen is shown, and a long path of large
    /// pages would cost every guest memory.
    fn rest(&mut self) {}
    /// Where in it the visitor is, for the status line.
    fn position(&self, scene: &Scene<'_>) -> String;
    /// Draws it.
    fn view(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>);
    /// How much of the screen it takes.
    fn frame(&self) -> Frame {
        Frame::Parts
    }
    /// Where notes about it stand.
    fn status_area(&self, scene: &Scene<'_>) -> Rect {
        scene.grid.status
    }
}

/// How much of the screen is a screen's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// The body; header and status line stay.
    Parts,
    /// All but the footer.
    Whole,
}

/// Whether what a screen shows is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewed {
    /// It is.
    Same,
    /// It is not published any more.
    Gone,
}

/// What a screen asks of the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Nothing.
    Stay,
    /// Nothing, and only these areas and the visitor's place in it look different from before.
    Redraw(Vec<Rect>),
    /// Go to another screen; Back returns here.
    Open(Place),
    /// Say why nothing happened.
    Refuse(String),
    /// Say something.
    Say(String),
    /// Leave, and do what this key does on the screen below.
    Press(Key),
}

impl Request {
    /// Says that nothing is further up, where `rows` is negative, or further down.
    pub fn end(rows: isize, scene: &Scene<'_>) -> Self {
        let common = scene.strings.common;
        Self::Refuse(if rows < 0 { common.at_top } else { common.at_end }.to_owned())
    }

    /// Says that nothing has this number.
    pub fn no_number(number: usize, scene: &Scene<'_>) -> Self {
        Self::Refuse((scene.strings.common.no_such_number)(number))
    }
}

/// Where one can go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list of all records of a kind.
    Section(Kind),
    /// The directory with these filters.
    Directory(Box<Selection>),
    /// The map of the towns, with the filters of the directory.
    Map(Box<Selection>),
    /// A record, with those it was opened from and its row there.
    Record(Id, Option<(Among, usize)>),
}

/// Declares the sum of all screens and passes each call on to the one there is.
macro_rules! screens {
    ($($name:ident($module:ident)),+ $(,)?) => {
        /// Any screen.
        #[derive(Debug)]
        pub enum AnyScreen { $(#[doc = concat!("See [`", stringify!($module), "`].")] $name(Box<$module::Model>)),+ }

        /// Anything a screen can be told.
        #[derive(Clone, Copy, Debug)]
        pub enum AnyMsg { $(#[doc = concat!("See [`", stringify!($module), "`].")] $name(<$module::Model as Screen>::Msg)),+ }

        impl AnyScreen {
            /// Its name in the path.
            pub fn name<'a>(&'a self, scene: &Scene<'a>) -> &'a str {
                match self { $(Self::$name(model) => model.name(scene)),+ }
            }

            /// What `key` means here, if it means anything now.
            pub fn key(&self, key: Key, scene: &Scene<'_>) -> Option<AnyMsg> {
                match self { $(Self::$name(model) => {
                    let offered = |message| model.offers(message, scene);
                    super::keys::find(<$module::Model as Screen>::BINDINGS, key, offered).map(AnyMsg::$name)
                }),+ }
            }

            /// What can be done here now.
            pub fn bindings(&self, scene: &Scene<'_>) -> Vec<Binding<AnyMsg>> {
                match self { $(Self::$name(model) => <$module::Model as Screen>::BINDINGS
                    .iter()
                    .filter(|binding| model.offers(binding.message, scene))
                    .map(|binding| binding.map(AnyMsg::$name))
                    .collect()),+ }
            }

            /// What the help page says of its keys.
            pub fn help(&self, scene: &Scene<'_>) -> Vec<help::Line> {
                self.bindings(scene).iter().map(help::Line::of).collect()
            }

            /// What the menu offers of it.
            pub fn choices(&self, scene: &Scene<'_>) -> Vec<help::Line> {
                self.bindings(scene).iter().filter(|binding| binding.is_in_menu()).map(help::Line::of).collect()
            }

            /// What a typed digit means.
            pub fn digit(&self, digit: usize) -> Option<AnyMsg> {
                match self { $(Self::$name(model) => model.digit(digit).map(AnyMsg::$name)),+ }
            }

            /// What typing a letter means.
            pub fn typed(&self, letter: char) -> Option<AnyMsg> {
                match self { $(Self::$name(model) => model.typed(letter).map(AnyMsg::$name)),+ }
            }

            /// What `key` means if it only changes what is typed.
            pub fn typing(&self, key: Key) -> Option<AnyMsg> {
                match self { $(Self::$name(_) => {
                    let is_typing = <$module::Model as Screen>::is_typing;
                    super::keys::find(<$module::Model as Screen>::BINDINGS, key, is_typing).map(AnyMsg::$name)
                }),+ }
            }

            /// Reads what was put off while more might be typed.
            ///
            /// # Errors
            /// If the edition cannot be read.
            pub fn settle(&mut self, scene: &Scene<'_>) -> Result<(), ReadError> {
                match self { $(Self::$name(model) => model.settle(scene)),+ }
            }

            /// What the thing at `at` means.
            pub fn hit(&self, at: Position, scene: &Scene<'_>) -> Option<AnyMsg> {
                match self { $(Self::$name(model) => model.hit(at, scene).map(AnyMsg::$name)),+ }
            }

            /// What turning the wheel means.
            pub fn wheel(&self, at: Position, rows: isize, scene: &Scene<'_>) -> Option<AnyMsg> {
                match self { $(Self::$name(model) => model.wheel(at, rows, scene).map(AnyMsg::$name)),+ }
            }

            /// Does it. A message of another screen than this one is no message.
            ///
            /// # Errors
            /// If the edition cannot be read.
            pub fn update(&mut self, message: AnyMsg, scene: &Scene<'_>) -> Result<Request, ReadError> {
                match (self, message) {
                    $((Self::$name(model), AnyMsg::$name(message)) => model.update(message, scene),)+
                    _ => Ok(Request::Stay),
                }
            }

            /// Reads again what it shows.
            ///
            /// # Errors
            /// If the edition cannot be read.
            pub fn renew(&mut self, scene: &Scene<'_>) -> Result<Renewed, ReadError> {
                match self { $(Self::$name(model) => model.renew(scene)),+ }
            }

            /// Forgets what can be read again.
            pub fn rest(&mut self) {
                match self { $(Self::$name(model) => model.rest()),+ }
            }

            /// Where in it the visitor is.
            pub fn position(&self, scene: &Scene<'_>) -> String {
                match self { $(Self::$name(model) => model.position(scene)),+ }
            }

            /// How much of the screen it takes.
            pub fn frame(&self) -> Frame {
                match self { $(Self::$name(model) => model.frame()),+ }
            }

            /// Where notes about it stand.
            pub fn status_area(&self, scene: &Scene<'_>) -> Rect {
                match self { $(Self::$name(model) => model.status_area(scene)),+ }
            }

            /// Draws it.
            pub fn view(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
                match self { $(Self::$name(model) => model.view(scene, canvas)),+ }
            }
        }
    };
}

screens! {
    Home(home),
    List(list),
    Map(map),
    Menu(menu),
    Page(page),
    Search(search),
    Help(help),
    Take(take),
}
