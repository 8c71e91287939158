"""Sends one email over SMTP, with TLS where the server has it."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from bot.console.settings import Post

PATIENCE = 15.0  # seconds for each step with the server
_HERE = {"127.0.0.1", "localhost", "::1"}


class PostRefused(Exception):
    """The server will not take this message, now or later (a 5xx answer)."""


def send(post: Post, to: str, subject: str, text: str) -> None:
    """Hands one message to the server. Raises PostRefused; OSError or SMTPException where it may work later."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = post.sender, to, subject
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=post.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday reply answers
    message.set_content(text)
    try:
        with _connected(post) as server:
            if post.username:
                server.login(post.username, post.password or "")
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        if all(code >= 500 for code, _ in error.recipients.values()):
            raise PostRefused(str(next(iter(error.recipients.values()))[0])) from None
        raise
    except smtplib.SMTPResponseException as error:
        if error.smtp_code >= 500 and not isinstance(error, smtplib.SMTPAuthenticationError):
            raise PostRefused(str(error.smtp_code)) from None
        raise


def _connected(post: Post) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if post.secure:
        return smtplib.SMTP_SSL(post.host, post.port, timeout=PATIENCE, context=context)
    server = smtplib.SMTP(post.host, post.port, timeout=PATIENCE)
    try:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        elif post.host not in _HERE and post.username:
            raise smtplib.SMTPNotSupportedError("the server has no TLS: a password is not sent in the clear")
    except BaseException:
        server.close()
        raise
    return server
