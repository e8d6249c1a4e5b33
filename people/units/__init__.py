"""The subdivisions on the site: the tree drawn as pipes, the page of one unit, the list by town."""
