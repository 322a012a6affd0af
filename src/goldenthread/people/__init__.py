"""Children and young people, their parents and carers; matching on the way in."""
