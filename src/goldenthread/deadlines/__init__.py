"""The tick, and the snapshot of every clock. The snapshot is derived: it can be dropped and rebuilt equal."""
