"""A small learned judge of replies: words and pieces of words, weighed by logistic regression, learned from our examples.

Learning takes well under a second, so it is done at the first use and nothing has to be kept on the disk.
"""

from functools import lru_cache

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from nlu.checkins.speaking import commonly
from nlu.checkins.texts import replies

LONGEST = 400  # characters read: a reply is short, and what comes after is a story


def plain(text: str) -> str:
    """A reply as it is compared: small letters, one kind of apostrophe, single spaces, and in the words of most people."""
    return commonly(" ".join(text.lower().replace("’", "'").split()))


def judge(text: str) -> tuple[str, float]:
    """What a reply most likely says (a sort of the example files), and how sure that is, 0 to 1."""
    chances = _judge().predict_proba([plain(text)[:LONGEST]])[0]
    best = int(chances.argmax())
    return str(_judge().classes_[best]), float(chances[best])


@lru_cache(maxsize=1)
def _judge() -> Pipeline:
    says, texts = zip(*replies("learn"), strict=True)
    words = TfidfVectorizer(lowercase=False, token_pattern=r"[\w']+|[!?]", ngram_range=(1, 3), sublinear_tf=True)
    pieces = TfidfVectorizer(lowercase=False, analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    learner = LogisticRegression(C=20, max_iter=500, class_weight="balanced")
    return make_pipeline(make_union(words, pieces), learner).fit([plain(text) for text in texts], says)
