"""Counting the queries of a page when its body is not kept yet, everything through the HTTP client."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def cold_queries(client: Client, address: str) -> list[str]:
    """Queries of the first opening, by somebody who has opened another page before: signing in is no reading."""
    client.get("/news/" if address == "/" else "/")
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, response.status_code
    return [query["sql"] for query in queries.captured_queries]
