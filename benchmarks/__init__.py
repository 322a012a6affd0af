"""Operations timed at three sizes, each beside a peer in the same run. `./goldenthread bench` repeats them."""
