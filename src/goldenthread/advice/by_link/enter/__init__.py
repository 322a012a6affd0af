"""Coming by a link: its secret leaves the address, and a one-time code proves whose mailbox it is."""
