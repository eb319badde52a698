"""What one row of a file says, field by field: read strictly, refused in words, or asked about. Nothing is guessed."""
