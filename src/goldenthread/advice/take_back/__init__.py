"""What would come of a list that was brought back, row by row; what a person chooses is taken in."""
