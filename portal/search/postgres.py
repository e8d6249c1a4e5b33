"""The backend on PostgreSQL: text search vectors, without PostgreSQL's own stemming."""

from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from modelsearch.backends.database.postgres import postgres as stock
from modelsearch.backends.database.postgres.query import Lexeme
from wagtail.search.query import PlainText

from portal.search.russian import RussianIndex, RussianSearch


class EveryWordPrefixCompiler(stock.PostgresAutocompleteQueryCompiler):
    """The stock one takes the last word alone for a beginning: «ив ал» would find nobody."""

    def build_tsquery_content(self, query, config=None, invert=False):
        if not isinstance(query, PlainText):
            return super().build_tsquery_content(query, config=config, invert=invert)
        beginnings = [Lexeme(word, prefix=True, invert=invert) for word in query.query_string.split()]
        return SearchQuery(reduce(or_ if invert else and_, beginnings), search_type="raw", config=config)


class RussianPostgresIndex(RussianIndex, stock.PostgresIndex):
    indexer = stock.ObjectIndexer


class RussianPostgresBackend(RussianSearch, stock.PostgresSearchBackend):
    index_class = RussianPostgresIndex
    autocomplete_query_compiler_class = EveryWordPrefixCompiler

    def __init__(self, params):
        super().__init__({**params, "SEARCH_CONFIG": "simple"})
