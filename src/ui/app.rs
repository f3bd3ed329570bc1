//! One visitor's screens: the path that led here, the language, the colours, and the keys that work everywhere. Only
//! routes: what a key does on a screen is that screen's. Never knows which door it is behind.

mod global;
mod menu;
mod picture;

use crossterm::event::{KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use self::global::{BINDINGS, Global};
use super::ease::{Ease, Pointing, TextSize};
use super::footer::{self, Label};
use super::glyphs::Signs;
use super::grid::Grid;
use super::header::{self, Part};
use super::input::{Effect, Input, Leaving, Options};
use super::keys::{Key, Pressed, find};
use super::scene::{Context, Scene};
use super::screens::{AnyMsg, AnyScreen, Frame, Place, Renewed, Request, help, list, map, page, take};
use super::strings::Strings;
use super::theme::{Palette, Role, Theme};
use crate::content::{Civil, Id, Kind};
use crate::edition::visits::Popular;
use crate::edition::{Edition, ReadError};
use crate::terminal::{ColorDepth, Damage, Size};
use crate::text::{Breaks, Lang, clean};

/// The longest path that is kept; a longer one forgets its first steps after home.
const LONGEST_PATH: usize = 24;
/// Rows that one notch of the wheel moves.
const WHEEL: isize = 3;

/// Letters of a pasted text that are taken.
const PASTED: usize = 60;

/// Something a key or label means.
#[derive(Clone, Copy, Debug)]
enum Command {
    Own(AnyMsg),
    Global(Global),
}

/// Something a press meets.
#[derive(Clone, Copy, Debug)]
enum Hit {
    Header(Part),
    Command(Command),
}

/// What a finger covers besides the cell it is told for, the nearest first.
const FINGER: [(i16, i16); 8] = [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1)];

/// Everything of one visitor that the screens know.
#[derive(Debug)]
pub struct App {
    edition: Edition,
    options: Options,
    lang: Lang,
    theme: Theme,
    text_size: TextSize,
    /// The language and theme it began with.
    first: (Lang, Theme),
    depth: ColorDepth,
    palette: Palette,
    /// Never empty: the first one is home.
    path: Vec<Step>,
    note: Option<Note>,
    popular: Popular,
    /// What the latest input changed of the picture.
    damage: Damage,
}

/// A screen, and what it was read for.
#[derive(Debug)]
struct Step {
    screen: AnyScreen,
    stamp: Option<Stamp>,
}

/// When any of this changes, a screen reads what it shows again before it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    lang: Lang,
    text_size: TextSize,
    size: Size,
    now: Civil,
}

#[derive(Clone, Debug)]
struct Note {
    text: String,
    role: Role,
}

impl App {
    /// A visit to `edition` that begins at home.
    pub fn new(edition: Edition, options: Options, context: &Context<'_>) -> Self {
        let kiosk = edition.kiosk();
        let lang = options.lang.or(context.profile.lang).unwrap_or(kiosk.default_language);
        let kiosk_theme = kiosk.theme.as_deref().and_then(Theme::from_name);
        let theme = options.theme.or(kiosk_theme).unwrap_or_default();
        let depth = context.profile.colors;
        let palette = Palette::new(theme, depth);
        let path = vec![Step::new(AnyScreen::Home(Box::default()))];
        let first = (lang, theme);
        let text_size = TextSize::default();
        let (note, popular, damage) = (None, Popular::default(), Damage::Everything);
        let mut app =
            Self { edition, options, lang, theme, text_size, first, depth, palette, path, note, popular, damage };
        app.freshen(context);
        app
    }

    /// The same visit, where the search offers what is opened most.
    pub fn suggesting(self, popular: Popular) -> Self {
        Self { popular, ..self }
    }

    /// A visit as this one was when it began, on the edition of now.
    pub fn anew(&self, context: &Context<'_>) -> Self {
        Self::new(self.edition.clone(), self.options, context).suggesting(self.popular.clone())
    }

    /// The visitor's language.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// What is shown.
    pub const fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The inks of now.
    pub(super) const fn palette(&self) -> &Palette {
        &self.palette
    }

    /// Whether the screen looks as it does when a visit begins.
    pub fn is_at_beginning(&self) -> bool {
        let is_as_first = (self.lang, self.theme, self.text_size) == (self.first.0, self.first.1, TextSize::default());
        self.path.len() == 1 && is_as_first
    }

    /// Whether a page is shown that takes time to read.
    pub(super) fn is_reading(&self) -> bool {
        matches!(self.path.last(), Some(Step { screen: AnyScreen::Page(_), .. }))
    }

    /// Opens a record as if it had been chosen on this screen.
    pub(super) fn open_record(&mut self, id: Id, context: &Context<'_>) -> Vec<Effect> {
        self.enter(Place::Record(id, None), context)
    }

    /// Opens the list of a kind as if it had been chosen on this screen.
    pub(super) fn open_section(&mut self, kind: Kind, context: &Context<'_>) -> Vec<Effect> {
        self.enter(Place::Section(kind), context)
    }

    fn enter(&mut self, place: Place, context: &Context<'_>) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.open(place, &mut effects);
        self.freshen(context);
        effects
    }

    /// Takes what happened, and says what the session should do about it.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Vec<Effect> {
        let mut effects = Vec::new();
        let (size, had_note, steps) = (self.text_size, self.note.is_some(), self.path.len());
        self.damage = Damage::Everything;
        match input {
            Input::Key(key) => self.key(key, context, &mut effects),
            Input::Mouse(mouse) => self.mouse(*mouse, context, &mut effects),
            Input::Paste(text) => self.paste(text, context, &mut effects),
            Input::Resized | Input::Clock => {}
        }
        // A key that was chosen in the menu is one of the screen below.
        let is_other = self.freshen(context) || self.path.len() != steps;
        if is_other || had_note || self.note.is_some() {
            self.damage = Damage::Everything;
        }
        if self.text_size != size && !self.looks_unlike(size, context) {
            self.say((Strings::of(self.lang).common.no_room_for_size)(self.size_name()));
        }
        effects
    }

    /// What the latest input changed of the picture.
    pub fn damage(&self) -> Damage {
        self.damage.clone()
    }

    /// Moves to another edition: every screen finds its record again by its stable name before it is shown.
    pub fn set_edition(&mut self, edition: Edition, context: &Context<'_>) {
        self.edition = edition;
        self.path.iter_mut().for_each(|step| step.stamp = None);
        self.say(Strings::of(self.lang).common.renewed.to_owned());
        self.freshen(context);
    }

    fn grid(&self, context: &Context<'_>) -> Option<Grid> {
        Grid::with(context.profile.size, Ease { text: self.text_size, pointing: self.options.pointing })
    }

    fn scene<'a>(&'a self, context: &Context<'a>) -> Option<Scene<'a>> {
        let grid = self.grid(context)?;
        Some(scene(&self.edition, &self.popular, self.lang, grid, context))
    }

    /// The scene, and beside it the screens that may change in its light.
    fn stage<'a>(&'a mut self, context: &Context<'a>) -> Option<(Scene<'a>, &'a mut Vec<Step>)> {
        let grid = self.grid(context)?;
        Some((scene(&self.edition, &self.popular, self.lang, grid, context), &mut self.path))
    }

    /// The names of the screens below the shown one.
    fn names<'a>(&'a self, scene: &Scene<'a>) -> Vec<&'a str> {
        let below = self.path.split_last().map_or(&[][..], |(_, below)| below);
        below.iter().map(|step| step.screen.name(scene)).collect()
    }

    fn offers(&self, global: Global) -> bool {
        match global {
            Global::Back | Global::Home => self.path.len() > 1,
            Global::Quit => self.options.leaving == Leaving::Allowed,
            Global::Help => !matches!(self.path.last(), Some(Step { screen: AnyScreen::Help(_), .. })),
            Global::Search => !matches!(self.path.last(), Some(Step { screen: AnyScreen::Search(_), .. })),
            Global::Theme => self.depth != ColorDepth::Mono,
            Global::TextSize => true,
            Global::Take => self.is_reading(),
            Global::Language => self.edition.kiosk().languages.len() > 1,
            Global::Menu => !matches!(self.path.last(), Some(Step { screen: AnyScreen::Menu(_), .. })),
        }
    }

    fn labels(&self, scene: &Scene<'_>) -> Vec<Label<Command>> {
        let own = self.path.last().map(|step| step.screen.bindings(scene)).unwrap_or_default();
        let own: Vec<_> = own.iter().map(|binding| binding.map(Command::Own)).collect();
        let offered = BINDINGS.iter().filter(|binding| self.offers(binding.message));
        let global: Vec<_> = offered.map(|binding| binding.map(Command::Global)).collect();
        footer::areas(scene, &own, &global)
    }

    fn key(&mut self, event: &KeyEvent, context: &Context<'_>, effects: &mut Vec<Effect>) {
        let Some(pressed) = Pressed::new(event, self.options.layout) else { return };
        self.note = None;
        let command = self.typing(pressed).or_else(|| {
            self.settle(context);
            self.meaning(pressed, context)
        });
        if self.grid(context).is_none() {
            return self.key_of_notice(command, context, effects);
        }
        match command {
            Some(command) => self.run(command, context, effects),
            None => self.refuse(self.nothing_bound(pressed.key), effects),
        }
    }

    /// What a key means if it only changes what is typed.
    fn typing(&self, pressed: Pressed) -> Option<Command> {
        let screen = &self.path.last()?.screen;
        let typed = pressed.typed.and_then(|letter| screen.typed(letter));
        typed.or_else(|| screen.typing(pressed.key)).map(Command::Own)
    }

    /// Over the notice on a terminal that is too small only what the notice names does anything: nobody sees the rest.
    fn key_of_notice(&mut self, command: Option<Command>, context: &Context<'_>, effects: &mut Vec<Effect>) {
        match command {
            Some(command @ Command::Global(Global::Language | Global::Quit)) => self.run(command, context, effects),
            _ => effects.push(Effect::Bell),
        }
    }

    /// What any other key means on the shown screen.
    fn meaning(&self, pressed: Pressed, context: &Context<'_>) -> Option<Command> {
        let own = self.scene(context).and_then(|scene| {
            let screen = &self.path.last()?.screen;
            screen.key(pressed.key, &scene).or_else(|| screen.digit(pressed.digit()?))
        });
        let global = || find(BINDINGS, pressed.key, |message| self.offers(message));
        own.map(Command::Own).or_else(|| global().map(Command::Global))
    }

    /// Types what was pasted where text is taken.
    fn paste(&mut self, text: &str, context: &Context<'_>, effects: &mut Vec<Effect>) {
        for letter in clean(text, Breaks::Space).chars().take(PASTED) {
            let typed = self.path.last().and_then(|step| step.screen.typed(letter));
            let Some(message) = typed else { break };
            self.run(Command::Own(message), context, effects);
        }
    }

    /// Why a key does nothing.
    fn nothing_bound(&self, key: Key) -> String {
        let common = Strings::of(self.lang).common;
        let text = match find(BINDINGS, key, |_| true) {
            Some(Global::Back | Global::Home) => common.at_home,
            Some(Global::Quit) => common.locked,
            Some(Global::Theme) => common.no_colours,
            Some(Global::Take) => common.nothing_to_take,
            _ => common.no_such_key,
        };
        text.to_owned()
    }

    /// What is pressed at `at`; by a finger also what stands right beside it.
    fn pressed(&self, at: Position, scene: &Scene<'_>) -> Option<Hit> {
        let screen = &self.path.last()?.screen;
        let hit = |at: Position| {
            let part =
                || (screen.frame() == Frame::Parts).then(|| header::hit(scene, &self.names(scene), at)).flatten();
            let label = || footer::hit(&self.labels(scene), at);
            let own = || screen.hit(at, scene).map(Command::Own);
            part().map(Hit::Header).or_else(|| label().or_else(own).map(Hit::Command))
        };
        let around = match self.options.pointing {
            Pointing::Fine => 0,
            Pointing::Finger => FINGER.len(),
        };
        let beside = FINGER
            .iter()
            .take(around)
            .filter_map(|(x, y)| Some(Position { x: at.x.checked_add_signed(*x)?, y: at.y.checked_add_signed(*y)? }));
        std::iter::once(at).chain(beside).find_map(hit)
    }

    fn mouse(&mut self, event: MouseEvent, context: &Context<'_>, effects: &mut Vec<Effect>) {
        let at = Position { x: event.column, y: event.row };
        self.settle(context);
        let Some(scene) = self.scene(context) else { return };
        let Some(screen) = self.path.last().map(|step| &step.screen) else { return };
        let command = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => match self.pressed(at, &scene) {
                Some(Hit::Header(part)) => return self.press(part, effects),
                Some(Hit::Command(command)) => Some(command),
                None => None,
            },
            MouseEventKind::ScrollUp => screen.wheel(at, -WHEEL, &scene).map(Command::Own),
            MouseEventKind::ScrollDown => screen.wheel(at, WHEEL, &scene).map(Command::Own),
            _ => None,
        };
        if let Some(command) = command {
            self.note = None;
            self.run(command, context, effects);
        }
    }

    fn press(&mut self, part: Part, effects: &mut Vec<Effect>) {
        self.note = None;
        match part {
            Part::Step(step) => self.leave(step + 1, effects),
            Part::Language(lang) => self.lang = lang,
            Part::TextSize => self.next_size(),
            Part::Theme if self.depth == ColorDepth::Mono => {
                self.say(Strings::of(self.lang).common.no_colours.to_owned());
            }
            Part::Theme => self.next_theme(),
        }
    }

    fn run(&mut self, command: Command, context: &Context<'_>, effects: &mut Vec<Effect>) {
        match command {
            Command::Own(message) => self.own(message, context, effects),
            Command::Global(Global::Help) => self.open_help(context),
            Command::Global(Global::Menu) => self.open_menu(context),
            Command::Global(Global::Search) => self.push(AnyScreen::Search(Box::default())),
            Command::Global(Global::Language) => self.lang = self.lang.other(),
            Command::Global(Global::Theme) => self.next_theme(),
            Command::Global(Global::TextSize) => self.next_size(),
            Command::Global(Global::Take) => self.take_along(),
            Command::Global(Global::Home) => self.leave(1, effects),
            Command::Global(Global::Back) => self.leave(self.path.len() - 1, effects),
            Command::Global(Global::Quit) => {
                effects.extend(self.unanswered(0));
                effects.push(Effect::Quit);
            }
        }
    }

    /// Reads what was put off while more might be typed: however many keys came since the last picture, what they ask for
    /// is looked up once. Comes before [`App::draw`].
    pub fn settle(&mut self, context: &Context<'_>) {
        if let Some(Err(error)) = self.on_screen(context, AnyScreen::settle) {
            self.unreadable(&error);
        }
    }

    /// Gives the shown screen what it may look at, if it has room.
    fn on_screen<T>(
        &mut self,
        context: &Context<'_>,
        change: impl FnOnce(&mut AnyScreen, &Scene<'_>) -> T,
    ) -> Option<T> {
        let (scene, path) = self.stage(context)?;
        Some(change(&mut path.last_mut()?.screen, &scene))
    }

    fn own(&mut self, message: AnyMsg, context: &Context<'_>, effects: &mut Vec<Effect>) {
        let Some(done) = self.on_screen(context, |screen, scene| screen.update(message, scene)) else { return };
        match done {
            Ok(Request::Stay) => {}
            Ok(Request::Redraw(areas)) => self.redraw(areas, context),
            Ok(Request::Open(place)) => self.open(place, effects),
            Ok(Request::Refuse(text)) => self.refuse(text, effects),
            Ok(Request::Say(text)) => self.say(text),
            Ok(Request::Press(key)) => self.leave_menu(key, context, effects),
            Err(error) => self.unreadable(&error),
        }
    }

    /// These areas of the shown screen have changed, and where in it the visitor is.
    fn redraw(&mut self, mut areas: Vec<Rect>, context: &Context<'_>) {
        let Some((scene, step)) = self.scene(context).zip(self.path.last()) else { return };
        areas.push(picture::position_area(step.screen.status_area(&scene)));
        self.damage = Damage::Areas(areas);
    }

    fn open(&mut self, place: Place, effects: &mut Vec<Effect>) {
        let screen = match place {
            Place::Section(kind) => AnyScreen::List(Box::new(list::Model::new(kind))),
            Place::Directory(selection) => AnyScreen::List(Box::new(list::Model::of(*selection))),
            Place::Map(selection) => AnyScreen::Map(Box::new(map::Model::new(*selection))),
            Place::Record(id, among) => {
                if let Ok(card) = self.edition.card(id) {
                    effects.push(Effect::Visited(id, card.slug, self.lang));
                }
                AnyScreen::Page(Box::new(page::Model::new(id, among)))
            }
        };
        self.push(screen);
    }

    fn open_help(&mut self, context: &Context<'_>) {
        let (Some(step), Some(scene)) = (self.path.last(), self.scene(context)) else { return };
        let own = step.screen.help(&scene);
        // A key that is a letter on a screen that takes text, or that means something else there, is not promised.
        let screen = &step.screen;
        let free = |key: &Key| {
            let typed = if let Key::Char(letter) = key { screen.typed(*letter) } else { None };
            typed.is_none() && screen.key(*key, &scene).is_none()
        };
        let offered = BINDINGS.iter().filter(|binding| self.offers(binding.message)).map(help::Line::of);
        let global = offered.filter_map(|mut line| {
            line.keys.retain(free);
            (!line.keys.is_empty()).then_some(line)
        });
        let model = help::Model::new(own, global.collect());
        self.push(AnyScreen::Help(Box::new(model)));
    }

    /// Goes back to the first `kept` screens; home always stays.
    fn leave(&mut self, kept: usize, effects: &mut Vec<Effect>) {
        let kept = kept.max(1);
        effects.extend(self.unanswered(kept));
        self.path.truncate(kept);
    }

    /// What the searches among the screens from number `from` on tell when they are left: those that found nothing say
    /// what is missing.
    pub(super) fn unanswered(&self, from: usize) -> impl Iterator<Item = Effect> {
        self.path.iter().skip(from).filter_map(|step| match &step.screen {
            AnyScreen::Search(search) => search.unanswered().map(|text| Effect::Unanswered(text.to_owned())),
            _ => None,
        })
    }

    fn take_along(&mut self) {
        if let Some(Step { screen: AnyScreen::Page(page), .. }) = self.path.last() {
            let model = take::Model::new(page.id());
            self.push(AnyScreen::Take(Box::new(model)));
        }
    }

    fn push(&mut self, screen: AnyScreen) {
        if let Some(step) = self.path.last_mut() {
            step.screen.rest();
            step.stamp = None;
        }
        if self.path.len() >= LONGEST_PATH {
            self.path.remove(1);
        }
        self.path.push(Step::new(screen));
    }

    fn next_theme(&mut self) {
        self.theme = self.theme.next(self.depth);
        self.palette = Palette::new(self.theme, self.depth);
        let common = Strings::of(self.lang).common;
        let name = Theme::ALL.iter().position(|theme| *theme == self.theme).and_then(|at| common.themes.get(at));
        self.say((common.theme_is)(name.copied().unwrap_or_default()));
    }

    fn next_size(&mut self) {
        self.text_size = self.text_size.next();
        self.say((Strings::of(self.lang).common.text_size_is)(self.size_name()));
    }

    fn size_name(&self) -> &'static str {
        let names = Strings::of(self.lang).common.text_sizes;
        TextSize::ALL.iter().zip(names).find(|(size, _)| **size == self.text_size).map_or("", |(_, name)| name)
    }

    /// Reads the shown screen again if anything it was read for has changed; leaves it if it is no longer published.
    /// Whether it did so.
    fn freshen(&mut self, context: &Context<'_>) -> bool {
        let mut is_renewed = false;
        let (size, text_size) = (context.profile.size, self.text_size);
        let stamp = Stamp { lang: self.lang, text_size, size, now: context.now };
        while let Some((scene, path)) = self.stage(context) {
            let Some(step) = path.last_mut().filter(|step| step.stamp != Some(stamp)) else { break };
            (step.stamp, is_renewed) = (Some(stamp), true);
            match step.screen.renew(&scene) {
                Ok(Renewed::Same) => break,
                Ok(Renewed::Gone) => self.say(Strings::of(self.lang).common.gone.to_owned()),
                Err(error) => self.unreadable(&error),
            }
            if self.path.len() == 1 {
                break;
            }
            self.path.pop();
        }
        is_renewed
    }

    fn say(&mut self, text: String) {
        self.note = Some(Note { text, role: Role::Note });
    }

    fn refuse(&mut self, text: String, effects: &mut Vec<Effect>) {
        self.note = Some(Note { text, role: Role::Warning });
        effects.push(Effect::Bell);
    }

    /// The visitor is told in words; what exactly is damaged is the log's matter, and the edition has noted it itself.
    fn unreadable(&mut self, _: &ReadError) {
        self.note = Some(Note { text: Strings::of(self.lang).common.unreadable.to_owned(), role: Role::Warning });
    }
}

fn scene<'a>(edition: &'a Edition, popular: &'a Popular, lang: Lang, grid: Grid, context: &Context<'a>) -> Scene<'a> {
    let (strings, signs) = (Strings::of(lang), Signs::of(context.profile.glyphs));
    Scene { edition, lang, strings, now: context.now, grid, signs, popular }
}

impl Step {
    const fn new(screen: AnyScreen) -> Self {
        Self { screen, stamp: None }
    }
}
