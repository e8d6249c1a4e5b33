"""An article from a Word file: opened safely (`document`), read (`reading`) into blocks (`blocks`), what was left out said (`report`)."""
