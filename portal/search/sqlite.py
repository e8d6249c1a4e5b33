"""The backend on SQLite: full-text tables (FTS5)."""

from functools import reduce
from operator import and_

from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.backends.database.sqlite.query import Lexeme, SearchQueryExpression
from wagtail.search.query import PlainText

from portal.search.russian import RussianIndex, RussianSearch


class EveryWordPrefixCompiler(stock.SQLiteAutocompleteQueryCompiler):
    """The stock one takes the last word alone for a beginning: «ив ал» would find nobody."""

    def build_search_query_content(self, query, config=None):
        if not isinstance(query, PlainText):
            return super().build_search_query_content(query, config=config)
        beginnings = [Lexeme(word, prefix=True) for word in query.query_string.split()]
        return SearchQueryExpression(reduce(and_, beginnings), config=config)


class RussianSQLiteIndex(RussianIndex, stock.SQLiteIndex):
    indexer = stock.ObjectIndexer


class RussianSQLiteBackend(RussianSearch, stock.SQLiteSearchBackend):
    index_class = RussianSQLiteIndex
    autocomplete_query_compiler_class = EveryWordPrefixCompiler
