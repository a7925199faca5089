pub fn token_for(card: &str) -> String {
    format!("tok_{}", card.len())
}
