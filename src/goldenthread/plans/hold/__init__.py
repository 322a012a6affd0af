"""The council waits with a draft or a plan for health's advice."""
