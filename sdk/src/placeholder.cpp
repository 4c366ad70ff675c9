// Replaced by the grammar.
