//! The folder itself: files of made-up records in the form of `docs/EDITING.md`. The same numbers give the same files.
//! Never writes into a folder that holds anything.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Of a hundred articles: Bulgarian only, English only; the rest in both languages.
const BULGARIAN_ONLY: u64 = 60;
const ENGLISH_ONLY: u64 = 25;
/// Length of an article's body, in characters (about 2 KB of UTF-8 in Bulgarian).
const BODY_CHARACTERS: usize = 1_150;

/// Bulgarian and English words of the same meaning, from which sentences are made.
const NOUNS: [(&str, &str); 40] = [
    ("клъстерът", "the cluster"),
    ("предприятията", "the enterprises"),
    ("общината", "the municipality"),
    ("университетът", "the university"),
    ("проектът", "the project"),
    ("обучението", "the training"),
    ("конференцията", "the conference"),
    ("добивът на мед", "copper mining"),
    ("енергийната ефективност", "energy efficiency"),
    ("новата технология", "the new technology"),
    ("работната среща", "the working meeting"),
    ("сдружението", "the association"),
    ("младите инженери", "the young engineers"),
    ("изложението", "the exhibition"),
    ("лабораторията", "the laboratory"),
    ("партньорите", "the partners"),
    ("инвестицията", "the investment"),
    ("регионът", "the region"),
    ("заводът", "the plant"),
    ("изследването", "the study"),
    ("оптичните системи", "the optical systems"),
    ("доставчиците", "the suppliers"),
    ("програмата", "the programme"),
    ("училището", "the school"),
    ("управителният съвет", "the board"),
    ("машиностроенето", "mechanical engineering"),
    ("водите на реката", "the waters of the river"),
    ("пътят през прохода", "the road over the pass"),
    ("общото събрание", "the general assembly"),
    ("зелените технологии", "green technologies"),
    ("износът", "exports"),
    ("безопасността на труда", "safety at work"),
    ("новият цех", "the new workshop"),
    ("стандартът", "the standard"),
    ("договорът", "the contract"),
    ("екипът", "the team"),
    ("експертите", "the experts"),
    ("посетителите", "the visitors"),
    ("международният пазар", "the international market"),
    ("качеството на живот", "the quality of life"),
];

const VERBS: [(&str, &str); 16] = [
    ("подкрепя", "supports"),
    ("променя", "changes"),
    ("среща", "meets"),
    ("развива", "develops"),
    ("представя", "presents"),
    ("обсъжда", "discusses"),
    ("финансира", "funds"),
    ("подобрява", "improves"),
    ("обединява", "brings together"),
    ("посещава", "visits"),
    ("измерва", "measures"),
    ("отчита", "reports on"),
    ("планира", "plans"),
    ("открива", "opens"),
    ("възлага", "commissions"),
    ("насърчава", "encourages"),
];

const ENDINGS: [(&str, &str); 12] = [
    ("през следващата година", "in the coming year"),
    ("в Панагюрище", "in Panagyurishte"),
    ("в Пирдоп и Златица", "in Pirdop and Zlatitsa"),
    ("за първи път", "for the first time"),
    ("с европейски средства", "with European funds"),
    ("заедно с местните власти", "together with the local authorities"),
    ("по-бързо от очакваното", "faster than expected"),
    ("в рамките на две години", "within two years"),
    ("пред повече от 80 гости", "before more than 80 guests"),
    ("според новия план", "according to the new plan"),
    ("на регионално ниво", "at the regional level"),
    ("в Централното Средногорие", "in Central Srednogorie"),
];

const STEMS: [(&str, &str); 24] = [
    ("Балкан", "Balkan"),
    ("Тракия", "Trakia"),
    ("Медет", "Medet"),
    ("Средна гора", "Sredna Gora"),
    ("Оптика", "Optika"),
    ("Тополница", "Topolnitsa"),
    ("Марица", "Maritsa"),
    ("Верила", "Verila"),
    ("Родина", "Rodina"),
    ("Черно море", "Cherno More"),
    ("Електрон", "Elektron"),
    ("Хидро", "Hidro"),
    ("Гео", "Geo"),
    ("Импулс", "Impuls"),
    ("Вихрен", "Vihren"),
    ("Юндола", "Yundola"),
    ("Жеравна", "Zheravna"),
    ("Щит", "Shtit"),
    ("Явор", "Yavor"),
    ("Люлин", "Lyulin"),
    ("Осогово", "Osogovo"),
    ("Пирин", "Pirin"),
    ("Арда", "Arda"),
    ("Калиакра", "Kaliakra"),
];

const TRADES: [(&str, &str, &str); 10] = [
    ("Метал", "Metal", "metals"),
    ("Енергия", "Energy", "energy"),
    ("Инженеринг", "Engineering", "engineering"),
    ("Логистика", "Logistics", "logistics"),
    ("Машини", "Machines", "engineering"),
    ("Контрол", "Control", "services"),
    ("Софтуер", "Software", "services"),
    ("Строй", "Construction", "construction"),
    ("Еко", "Eco", "services"),
    ("Минерал", "Mineral", "metals"),
];

const PLACES: [(&str, &str); 12] = [
    ("Панагюрище", "Panagyurishte"),
    ("Пирдоп", "Pirdop"),
    ("Златица", "Zlatitsa"),
    ("Челопеч", "Chelopech"),
    ("Мирково", "Mirkovo"),
    ("Стрелча", "Strelcha"),
    ("Копривщица", "Koprivshtitsa"),
    ("Етрополе", "Etropole"),
    ("София", "Sofia"),
    ("Пловдив", "Plovdiv"),
    ("Бургас", "Burgas"),
    ("Варна", "Varna"),
];

const FORMS: [&str; 5] = ["AD", "EAD", "OOD", "EOOD", "ET"];
const CLUSTERS: [(&str, &str, &str); 3] = [
    ("cluster-one", "Клъстер Първи", "Cluster One"),
    ("cluster-two", "Клъстер Втори", "Cluster Two"),
    ("cluster-three", "Клъстер Трети", "Cluster Three"),
];

/// A small generator of numbers (splitmix64): the same seed gives the same folder on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// Writes a seed of about this many records into the folder `root`.
///
/// # Errors
/// If the folder holds anything already, or cannot be written.
pub fn generate(root: &Path, articles: usize, organisations: usize) -> io::Result<()> {
    if fs::read_dir(root).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(io::Error::other("the folder is not empty; name a new one"));
    }
    for folder in ["organisations", "news", "events", "people", "projects"] {
        fs::create_dir_all(root.join(folder))?;
    }
    fs::write(root.join("kiosk.toml"), kiosk())?;
    for (slug, bg, en) in CLUSTERS {
        let folder = root.join("clusters").join(slug);
        fs::create_dir_all(&folder)?;
        let text =
            format!("title = {{ bg = \"{bg}\", en = \"{en}\" }}\nfounded = \"2005-23\"\nsectors = [\"metals\"]\n");
        fs::write(folder.join("cluster.toml"), text)?;
    }
    let mut dice = Dice(20_120_117);
    for number in 0..organisations {
        fs::write(root.join(format!("organisations/company-{number}.toml")), organisation(number, &mut dice))?;
    }
    for number in 0..articles {
        article(root, number, organisations, &mut dice)?;
    }
    for number in 0..articles / 50 {
        event(root, number, &mut dice)?;
    }
    Ok(())
}

fn kiosk() -> String {
    let mut text = String::from("name = { bg = \"Мегдан\", en = \"Megdan\" }\nhome = \"cluster-one\"\n");
    text.push_str("languages = [\"bg\", \"en\"]\ndefault_language = \"bg\"\nzone = \"Europe/Sofia\"\n\n[sectors]\n");
    for (key, bg, en) in [
        ("metals", "Метали", "Metals"),
        ("energy", "Енергетика", "Energy"),
        ("engineering", "Машиностроене", "Engineering"),
        ("logistics", "Логистика", "Logistics"),
        ("construction", "Строителство", "Construction"),
        ("services", "Услуги", "Services"),
    ] {
        let _ = writeln!(text, "{key} = {{ bg = \"{bg}\", en = \"{en}\" }}");
    }
    text
}

fn organisation(number: usize, dice: &mut Dice) -> String {
    let (stem, trade, place) = (dice.pick(&STEMS), dice.pick(&TRADES), dice.pick(&PLACES));
    let cluster = dice.pick(&CLUSTERS).0;
    format!(
        "title = {{ bg = \"{} {} {number}\", en = \"{} {} {number}\" }}\nlegal_form = \"{}\"\ntype = \"company\"\n\
         sectors = [\"{}\"]\n\n[address]\nplace = {{ bg = \"{}\", en = \"{}\" }}\n\n[contacts]\nphones = [\"02 {}\"]\n\
         emails = [\"office{number}@example.bg\"]\n\n[[membership]]\ncluster = \"{cluster}\"\nrole = \"member\"\n",
        stem.0,
        trade.0,
        stem.1,
        trade.1,
        dice.pick(&FORMS),
        trade.2,
        place.0,
        place.1,
        8_000_000 + number,
    )
}

/// A day between 1995 and 2025.
fn day(dice: &mut Dice) -> String {
    format!("{:04}-{:02}-{:02}", 1995 + dice.below(31), 1 + dice.below(12), 1 + dice.below(28))
}

fn sentence(dice: &mut Dice) -> (String, String) {
    let (a, verb, b, end) = (dice.pick(&NOUNS), dice.pick(&VERBS), dice.pick(&NOUNS), dice.pick(&ENDINGS));
    let number = dice.below(10_000);
    let bg = format!("{} {} {} {}", capital(a.0), verb.0, b.0, end.0);
    let en = format!("{} {} {} {}", capital(a.1), verb.1, b.1, end.1);
    if number < 2_000 { (format!("{bg} ({number})"), format!("{en} ({number})")) } else { (bg, en) }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

fn body(dice: &mut Dice) -> (String, String) {
    let (mut bg, mut en) = (String::new(), String::new());
    let mut count = 0;
    while count < BODY_CHARACTERS {
        let (b, e) = sentence(dice);
        count += b.chars().count() + 2;
        let gap = if dice.below(5) == 0 { "\n\n" } else { " " };
        let _ = write!(bg, "{b}.{gap}");
        let _ = write!(en, "{e}.{gap}");
    }
    (bg, en)
}

fn article(root: &Path, number: usize, organisations: usize, dice: &mut Dice) -> io::Result<()> {
    let day = day(dice);
    let (bg, en) = sentence(dice);
    let (text_bg, text_en) = body(dice);
    let about = if organisations == 0 {
        String::new()
    } else {
        format!("about = [\"company-{}\"]\n", dice.below(organisations))
    };
    let shared = format!("clusters = [\"{}\"]\n{about}", dice.pick(&CLUSTERS).0);
    let share = dice.below(100) as u64;
    let stem = root.join("news").join(format!("{day}-news-{number}"));
    let file = |lang: &str| PathBuf::from(format!("{}.{lang}.md", stem.display()));
    let bulgarian = !(BULGARIAN_ONLY..BULGARIAN_ONLY + ENGLISH_ONLY).contains(&share);
    if bulgarian {
        fs::write(file("bg"), format!("+++\ntitle = \"{bg} – {number}\"\n{shared}+++\n\n{text_bg}\n"))?;
    }
    if share >= BULGARIAN_ONLY {
        let shared = if bulgarian { "" } else { &shared };
        fs::write(file("en"), format!("+++\ntitle = \"{en} – {number}\"\n{shared}+++\n\n{text_en}\n"))?;
    }
    Ok(())
}

fn event(root: &Path, number: usize, dice: &mut Dice) -> io::Result<()> {
    let day = day(dice);
    let (bg, en) = sentence(dice);
    let stem = format!("{}/events/{day}-event-{number}", root.display());
    let hour = 8 + dice.below(10);
    let place = dice.pick(&PLACES);
    let cluster = dice.pick(&CLUSTERS).0;
    let text = format!(
        "+++\ntitle = \"{bg}\"\nstart = \"{day}T{hour:02}:00\"\nclusters = [\"{cluster}\"]\n\n[venue]\nplace = \"{}\"\n+++\n\n{bg}.\n",
        place.0
    );
    fs::write(format!("{stem}.bg.md"), text)?;
    fs::write(
        format!("{stem}.en.md"),
        format!("+++\ntitle = \"{en}\"\n\n[venue]\nplace = \"{}\"\n+++\n\n{en}.\n", place.1),
    )
}
