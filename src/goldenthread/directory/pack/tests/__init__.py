"""What an area pack may and may not say."""
