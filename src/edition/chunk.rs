//! Many small things in one value: 64 cards, or 1024 numbers. Never decodes a card that was not asked for.

use super::codec::{Damage, decode, encode};
use crate::content::Card;

/// The payload that holds these cards: their number, where each ends, then the cards one after the other.
pub(super) fn of_cards(cards: &[Card]) -> Result<Vec<u8>, Damage> {
    let encoded = cards.iter().map(encode).collect::<Result<Vec<_>, _>>()?;
    let mut payload = (encoded.len() as u32).to_le_bytes().to_vec();
    let mut end = 0_u32;
    for card in &encoded {
        end += card.len() as u32;
        payload.extend_from_slice(&end.to_le_bytes());
    }
    for card in &encoded {
        payload.extend_from_slice(card);
    }
    Ok(payload)
}

/// The card at `place` of a chunk's payload.
pub(super) fn card(payload: &[u8], place: usize) -> Result<Card, Damage> {
    let damage = || Damage("a chunk of cards is too short".to_owned());
    let count = number(payload, 0).ok_or_else(damage)? as usize;
    if place >= count {
        return Err(damage());
    }
    let ends = |place: usize| number(payload, place + 1).map(|end| end as usize);
    let start = if place == 0 { 0 } else { ends(place - 1).ok_or_else(damage)? };
    let end = ends(place).ok_or_else(damage)?;
    let cards = payload.get(4 * (count + 1)..).ok_or_else(damage)?;
    decode(cards.get(start..end).ok_or_else(damage)?)
}

/// The payload that holds these numbers.
pub(super) fn of_numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The number at `place` of a payload of numbers.
pub(super) fn number(payload: &[u8], place: usize) -> Option<u32> {
    payload.get(4 * place..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}
