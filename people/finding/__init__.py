"""Finding a person as Russians do: the index of words (`index`), what a query means there (`matching`), one typo (`spelling`)."""
