"""How stories are read, never by whom: said by the page (`views`), gathered in memory (`buffer`), folded to counts (`folding`), shown in groups (`groups`, `panel`)."""
