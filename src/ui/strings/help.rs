//! The help page.

/// The help page.
#[derive(Clone, Copy, Debug)]
pub struct Help {
    pub title: &'static str,
    /// Over the keys of the screen one came from.
    pub here: &'static str,
    /// Over the keys that work everywhere.
    pub everywhere: &'static str,
    /// Over what a numeric keypad alone can do.
    pub keypad: &'static str,
    pub keypad_text: &'static str,
    /// Over what can be done without a keyboard.
    pub pointer: &'static str,
    pub pointer_text: &'static str,
    /// What the letters mean under a Cyrillic layout.
    pub layouts: &'static str,
}

pub static BG: Help = Help {
    title: "Помощ",
    here: "На този екран",
    everywhere: "Навсякъде",
    keypad: "Само с цифров блок",
    keypad_text: "Цифрите избират, + и . водят към следващите и предишните, Enter отваря, - връща, / търси, * е менюто с \
                  всичко останало. При търсене * премества цифрите върху клавиатурата на екрана.",
    pointer: "С мишка или докосване",
    pointer_text: "Всичко изброено се отваря с натискане: редове, филтри, букви, връзки, стъпките на пътя горе и надписите \
                   най-долу. Колелото превърта.",
    layouts: "Буквите действат и на кирилица: важи клавишът, не знакът върху него.",
};

pub static EN: Help = Help {
    title: "Help",
    here: "On this screen",
    everywhere: "Everywhere",
    keypad: "With a numeric keypad alone",
    keypad_text: "Digits choose, + and . lead to the next and the previous ones, Enter opens, - goes back, / searches, * is \
                  the menu with everything else. While searching, * moves the digits to the keyboard on the screen.",
    pointer: "With a mouse or by touch",
    pointer_text: "Everything listed opens when pressed: rows, filters, letters, links, the steps of the path at the top \
                   and the labels at the bottom. The wheel scrolls.",
    layouts: "Letters work under a Cyrillic layout too: the key counts, not the sign it types.",
};
