//! The known word that was probably meant. Never searches a text: it compares short names.

/// The candidate with the fewest changed letters, if these are few for its length.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = letters(word);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        let limit = best.map_or(word.len() / 3 + 1, |(distance, _)| distance.saturating_sub(1));
        if candidate.len().abs_diff(word.len()) > limit && candidate.is_ascii() {
            continue;
        }
        if let Some(distance) = between(&word, candidate, limit) {
            best = Some((distance, candidate));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Letters to insert, leave out, change or swap with the next to get from one word to the other, if at most `limit`.
/// Capital letters count as small ones, and only the first 64 letters of `word` count.
pub fn distance(word: &str, other: &str, limit: usize) -> Option<usize> {
    between(&letters(word), other, limit)
}

fn letters(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).take(64).collect()
}

fn between(word: &[char], other: &str, limit: usize) -> Option<usize> {
    let other: Vec<char> = other.chars().flat_map(char::to_lowercase).take(128).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in word.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut cost = (row[j] + usize::from(a != b)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && word[i - 1] == *b {
                cost = cost.min(before[j - 1] + 1);
            }
            next.push(cost);
        }
        if next.iter().min().is_none_or(|least| *least > limit) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn a_slip_is_understood() {
        let keys = ["title", "summary", "tags", "pinned"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Summry", keys), Some("summary"));
        assert_eq!(nearest("zzz", keys), None);
        assert_eq!(nearest("asarel-mdet", ["asarel-medet", "aurubis"]), Some("asarel-medet"));
        assert_eq!(nearest("", keys), None);
    }

    #[test]
    fn distance_counts_single_changes() {
        assert_eq!(distance("asarel", "Asarel", 0), Some(0));
        assert_eq!(distance("asrel", "asarel", 3), Some(1));
        assert_eq!(distance("asarle", "asarel", 3), Some(1));
        assert_eq!(distance("kitten", "sitting", 3), Some(3));
        assert_eq!(distance("kitten", "sitting", 2), None);
    }
}
