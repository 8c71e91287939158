"""Counts requests and how long they took, by page: the page's own name, never an address, which may hold an id."""

import time

from flask import Flask, Response, g, request

from watching.figures import WEB_REQUESTS, WEB_SECONDS

PROBES = {"healthz", "readyz"}


def count(app: Flask) -> None:
    """Count every request but probes. A request held open for news takes as long as it is held."""

    @app.before_request
    def _begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def _end(answer: Response) -> Response:
        page = request.endpoint or "none"
        if page not in PROBES:
            WEB_REQUESTS.labels(page, str(answer.status_code)).inc()
            if "began" in g:
                WEB_SECONDS.labels(page).observe(time.perf_counter() - g.began)
        return answer
