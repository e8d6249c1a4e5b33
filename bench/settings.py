"""The portal's settings for the counting pass: each answer says in a header how many queries it took."""

from portal.settings import *  # noqa: F403
from portal.settings import MIDDLEWARE

MIDDLEWARE = ["bench.counting.CountQueriesMiddleware", *MIDDLEWARE]
