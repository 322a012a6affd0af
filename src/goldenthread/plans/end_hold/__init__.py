"""The council waits no longer."""
