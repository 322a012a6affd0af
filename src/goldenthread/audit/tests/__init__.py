"""Every look leaves a trace, and no trace can be changed unseen."""
