"""Is everything well? What a person who looks after Goldenthread checks in a morning."""
