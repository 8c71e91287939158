"""What a person reads when something can't be done: one table from the fault to plain words."""

from flask import Flask, Response, jsonify, render_template, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from bot.console.access import NotTheirs
from mapping.errors import StoreUnreachable

SENTENCES = {
    400: "Selfmap could not read that. Please load the page again.",
    403: "This page is out of date. Copy your words if you need them, then load the page again.",
    404: "There is nothing at this address.",
    405: "This address can't be used that way. Please go back to the chat.",
    413: "That is too much at once. Please send it in smaller parts.",
    421: "Selfmap does not answer to this name. Open it at the address shown when it started.",
    500: "Something went wrong in Selfmap. Your words are still in the box. Please try again.",
    503: "Selfmap can't reach its store just now. Your words are still in the box. Please try again in a minute.",
}
OUT_OF_DATE = "This page is out of date. Go back to find your words, copy them if you need them, then load the page again."
PAGE_SENTENCES = {  # on a page of its own the words are not there: they are on the page before
    403: OUT_OF_DATE,
    500: "Something went wrong in Selfmap. If you were writing, go back to find your words. Please try again.",
    503: "Selfmap can't reach its store just now. If you were writing, go back to find your words. Please try again in a minute.",
}
CONSOLE_SENTENCES = {
    401: "You are signed out. Please sign in again.",
    403: OUT_OF_DATE,
    404: "There is nothing here, or it is not yours to see.",
    405: "This address can't be used that way. Please go back.",
    500: "Something went wrong in Selfmap. Please go back and try again.",
    503: "Selfmap can't reach its store just now. Please try again in a minute.",
}
OUT_OF_SERVICE = (SQLAlchemyError, StoreUnreachable)


class NotTaken(Exception):
    """A message could not be taken in; the sentence says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def answer(app: Flask) -> None:
    """Answer every fault with a sentence: as JSON to our own script, as a page to a person."""

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> tuple[Response | str, int]:
        if error.code is None or error.code < 400:
            return error.get_response(), error.code or 500
        return _say(SENTENCES.get(error.code, SENTENCES[400 if error.code < 500 else 500]), error.code)

    @app.errorhandler(NotTheirs)
    def _not_theirs(_: NotTheirs) -> tuple[Response | str, int]:
        return _say(SENTENCES[404], 404)

    @app.errorhandler(Exception)
    def _fault(error: Exception) -> tuple[Response | str, int]:
        code = 503 if isinstance(error, OUT_OF_SERVICE) else 500
        # the kind of fault and where, never what a person said: database errors quote the words they were to store
        app.logger.error("%s %s failed: %s", request.method, request.path, type(error).__name__, exc_info=_bare(error))
        return _say(SENTENCES[code], code)


def _say(sentence: str, code: int) -> tuple[Response | str, int]:
    if request.headers.get("X-Selfmap-Pass") or request.accept_mimetypes.best == "application/json":
        return jsonify(error=sentence), code
    if request.path == "/console" or request.path.startswith("/console/"):
        # without the links of whoever is signed in: the store may be what fails
        return render_template("console/sorry.html", sentence=CONSOLE_SENTENCES.get(code, sentence), session=None), code
    return render_template("sorry.html", sentence=PAGE_SENTENCES.get(code, sentence)), code


def _bare(error: Exception) -> tuple[type[Exception], Exception, object]:
    """The traceback without the message."""
    return RuntimeError, RuntimeError(type(error).__name__), error.__traceback__
