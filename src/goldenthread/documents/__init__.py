"""What people wrote and sent: files kept by what is in them, in versions, shown only to whom their part is open."""
