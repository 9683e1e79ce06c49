"""Which English words a translation was made from, by whom, and who has reviewed it."""
