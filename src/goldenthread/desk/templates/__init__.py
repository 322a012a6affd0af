"""The letters that an area sends, to be read before they are sent: which there are, and when each leaves."""
