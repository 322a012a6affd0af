"""One letter: its words, to whom, and every attempt to hand it over."""
