"""What comes in and goes out. A letter is written with its fact, handed over by a worker, and never lost in silence."""
