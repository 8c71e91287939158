"""Whether a message, said right after the crisis words, says that they were not needed: "no i mean just tired"."""

import re

from nlu.safety.text import plain

MOST_WORDS = 24  # a longer message says more than this, and is left to the talk

_OPENING = r"(?:(?:no+|nah|nope|naw|oh|ah|sorry|wait|haha|calm down|chill|relax|hey|honestly|omg|god|yeah|yes|thanks|thank you|ok|okay|its ok|dont worry|honest|please|but|hi|love|mate|\.) )*"
_MILD = (
    r"(?:(?:so|very|really|just|a bit|bit|dead|proper|that|pretty|quite|all|well) )*"
    r"(?:tired|knackered|shattered|exhausted|sleepy|worn out|stressed|fed up|bored|skint|moaning|venting|ranting|joking|kidding|messing(?: about)?|"
    r"having a (?:moan|laugh|rant|bad day|rough day)|a (?:joke|bad day|long day|long week|figure of speech|saying|song|film)|exaggerating|being dramatic|"
    r"grumpy|sad|low|down|ill|hungry|hungover|work|frustrated|annoyed|angry|upset|lonely)"
)
_CLEAR = re.compile(
    _OPENING + r"(?:"
    + r"(?:i |it |that )?(?:just |only )?(?:mean|meant|means)(?: (?:that|im|i am|i was|was|like|it as|more like|more|as in|just|only|i just))* " + _MILD
    + r"|(?:im|i am|i was|it was|its|thats|that was|was|feeling) (?:just|only) (?:feeling |being |so )?" + _MILD
    + r"|(?:just|only) " + _MILD
    + r"|not (?:like that|that kind(?: of)?|in that way|that way|that|literally|really like that)\b"
    + r"|(?:(?:thats|its|that is) )?not what i (?:mean|meant|said|was saying)"
    + r"|(?:i )?(?:didnt|dont|never) (?:mean|meant) (?:it|that) ?(?:like that|that way|literally|in that way|seriously|to sound like that)?"
    + r"|(?:you|u|youve|you have) (?:got|get|took|read) (?:me|it|that|the wrong|this) (?:all )?(?:wrong|end of the stick)"
    + r"|(?:its|it was|that was|thats|just|only) (?:just |only )?(?:a |an )?(?:figure of speech|expression|saying|joke|song|lyric|film|turn of phrase)"
    + r"|i worded (?:it|that) (?:wrong|badly)"
    + r"|(?:im|i am) (?:(?:really|all|totally|perfectly|actually|honestly|completely|quite|very|doing|feeling) )*(?:ok|okay|fine|safe|alright|all right|right(?= \.|$| thanks| really| honest| mate| love)|good(?! at)|sound|grand)\b"
    + r"|(?:im|i am) not (?:(?:feeling|actually|at all|really) )*(?:suicidal|in (?:any )?danger|at risk|going to (?:hurt|harm|kill|do)|planning|thinking (?:of|about) (?:hurting|ending|killing|dying))"
    + r"|i (?:dont|do not|would never|wouldnt|wont|havent|have no|have not|got no) (?:(?:actually|really|ever|any|want|wish|feel|got|had|plans?|thoughts?|to|of|like) )*(?:die|suicidal|end (?:it|my life)|hurt(?:ing)? (?:myself|anyone|anybody)|kill(?:ing)? myself|harm(?:ing)? myself|do anything(?: daft| silly| stupid| like that)?|dying)"
    + r"|(?:nobody|no one|noone|he|she) (?:is |isnt |doesnt |has never |never |hasnt ever |wouldnt )(?:hurt(?:s|ing)?|hit(?:s|ting)?) (?:me|anyone|us)"
    + r"|false alarm|wrong end of the stick|(?:its|it was) (?:years|ages|a long time) ago"
    + r")"
)
_TURNS = re.compile(r"\b(?:but|except|although|though|apart from|only that|until|unless|not (?:sure|really)|of (?:living|life|being (?:alive|here|me)|it all|everything|everyone|trying|fighting))\b")


def all_clear(text: str) -> bool:
    """Whether these words say that the danger heard just before was none. To be asked only of words that the screen is not raised by."""
    read = plain(text)
    found = _CLEAR.match(read)
    return bool(found) and len(read.split()) <= MOST_WORDS and not _TURNS.search(read[found.end():])
