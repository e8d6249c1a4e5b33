"""gunicorn: two processes of eight threads (one of eight on a small local installation), loaded once before they part."""

from portal import settings

bind = f"{settings.ENV.host}:{settings.ENV.port}"
worker_class = "gthread"
workers = 1 if settings.ENV.local else 2
threads = 8
preload_app = True
timeout = 60
graceful_timeout = 20
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 4094
accesslog = None
errorlog = "-"
loglevel = "warning"
