"""How people put corrections, as patterns over the reader's words (lower case, "'s" and "n't" as words "
"of their own)."""

import re

NAME = r"[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*){0,2}?"


LEAD = (
    r"(?:(?:no|nah|oh|ah|um|sorry|wait|actually|oops|well|please|can you|could you|ok|hang on|hold on|i mean|yeah|"
    r"and|but|also|my bad|just|sry|pls|do|can u|could we|can we),? )*"
)


UNDO = re.compile(
    LEAD + r"(?:undo(?: (?:that|it|this|the last (?:one|thing|bit)|that last (?:one|bit|thing)|please|last|again))*|"
    r"take that back|(?:go|put (?:it|that|him|her|them)) back(?: (?:how|to how|the way) it was| please| on)?|"
    r"(?:put|bring) (?:it|that|him|her|them) back.*|"
    r"restore (?:it|that|him|her|them)|scrap that|cancel that|ignore that|forget (?:that|i said that)|i take "
    r"that back|revert(?: that)?)(?: please| thanks| now)?(?=$|[,.!]| i | then )"
)


TAKE = re.compile(
    r"(?:take|get|leave|keep|bin|kick|knock|strike|cross|rub) (?P<what>"
    + NAME
    + r"|the [\w' -]{2,30}?|my [\w' -]{2,30}?) (?:off|out|away)(?: of (?P<of>that|it|this|there|the map|my map|"
    r"the list|[\w' ]{2,25}))?(?: (?:the|my|this) (?:map|list))?(?=$|[,.!;?]| now| please| pls| plz| ta "
    r"| no | i | she | he | it | do | dont | for )"
)


REMOVE = re.compile(
    r"(?:(?:remove|delete|erase|scrap|drop|get rid of|cross out|bin|rub out|forget about|forget what i said "
    r"about|forget everything about|do n't include|do not include|do n't put|cut)) (?P<what>the [\w' "
    r"-]{2,30}?|my [\w' -]{2,30}?|"
    + NAME
    + r")(?: (?:off|from|out of|on) (?:it|there|that|(?:the|my) (?:map|list)))?(?=$|[,.!;?]| now| please| pls| plz"
    r"| ta$| i | she | he | it | they | because )"
)


SAME = re.compile(
    r"(?P<a>"
    + NAME
    + r") and (?P<b>"
    + NAME
    + r") (?:are|is|r|'re) (?:actually |both |really |all )*(?:the )?same(?: person| one| thing| place| bloke| "
    r"woman| guy| girl)?|(?P<c>"
    + NAME
    + r") (?:is|'s) (?:actually )?the same (?:person |one |thing |place )?as (?P<d>"
    + NAME
    + r")"
)


ITS_NOT = re.compile(
    r"(?:(?:it|that|he|she|name|they) (?:'s|is|should be|was|are)|is|i meant?|i said|spelt|spelled|should be|"
    r"called|meant to be) (?:actually |really |called |spelt |spelled |supposed to be )?(?:a |the |my "
    r")?(?P<to>"
    + NAME
    + r"),? (?:and )?not (?:a |the |my )?(?P<label>"
    + NAME
    + r")(?=$|[,.!?]| she| he| it| sorry| i | that)"
)


NOT_ITS = re.compile(
    r"(?:it |that |he |she )?(?:(?:is|was|'s|does) n't|(?:is |'s )?not) (?:a |an |the |my |called )?(?P<label>"
    + NAME
    + r") ?,? (?:it 's|it is|but|he 's|she 's|its|i meant?|that 's)? ?(?:actually |called |really )?(?:a |an |"
    r"the |my )?(?P<to>" + NAME + r")(?=$|[,.!?])"
)


SPELT = re.compile(
    r"(?:it 's|it is|that 's|its|is|spelt|spelled|should be|i meant?|name 's|name is) (?:actually |really |"
    r"spelt |spelled )?(?P<to>[^\W\d_][\w'-]*),? (?:without|with|no|minus|one|two|double|spelt|but with)(?: "
    r"an?| the| one| two)? (?P<letter>[a-z](?: |$|s\b|[.,])|\w+ [a-z]\b)"
)


SPELT_PLAIN = re.compile(
    r"(?:(?:it|that|name|he|she) (?:'s|is)|'s|is) (?:actually )?(?:spelt|spelled) (?:like )?(?P<to>[^\W\d_][\w'-]*)"
)


SHOULD_BE = re.compile(
    r"(?:spell\w* (?P<label>" + NAME + r") wrong.*?|^" + LEAD + r")(?:it )?should (?:be|say) (?P<to>[^\W\d_][\w'-]*)"
)


MEANT = re.compile(
    r"^" + LEAD + r"(?:i meant?|it 's actually|it 's called|its called) (?:the |my )?(?P<to>" + NAME + r")(?=$|[.,!])"
)


NOT_ROLE = re.compile(
    r"(?:(?P<who>"
    + NAME
    + r") (?:is|'s) |(?P<pro>he|she|they) (?:is|'s|are|'re) )?not (?:my|me|a|an|really my|actually my) "
    r"(?P<old>[\w' -]{2,20}?)(?: (?:actually|really|at all|though))*,? ?(?:just|but|only|more|she "
    r"'s|he 's|they 're|shes|hes|it 's|-)? ?(?:just |actually |more of |really )?(?:my|me|a|an) "
    r"(?P<new>[\w'-]+(?: [\w'-]+){0,2})"
)


IS_ROLE = re.compile(
    r"^"
    + LEAD
    + r"(?P<who>"
    + NAME
    + r") (?:is|'s) (?:actually |really )?(?:my|our|a) (?P<new>[\w'-]+(?: [\w'-]+){0,2})(?=$|[,.!]| not )"
)


GONE = re.compile(
    r"(?:n't|not|never|no) (?:really |even )?(?:go|see|do|play|attend|use|speak|talk|visit|work|come)\w*(?: "
    r"(?:to|with))? (?:there|it|that|him|her|them|one)? ?(?:any ?more|no more|any longer|now)|(?:i|we) (?:'ve "
    r")?(?:stopped|quit|left)(?: (?:going|that|it|there|doing it|seeing (?:him|her|them)))?(?: now)?$|no "
    r"longer (?:go|see|do|play)\w*(?: (?:to|with))? (?:there|it|that|him|her|them)"
)


ROLE_END = frozenset("she he but and it they so i who actually just now".split())


PRONOUNS = frozenset(
    {
        "her",
        "him",
        "it",
        "them",
        "that",
        "this",
        "that one",
        "this one",
        "those",
        "these",
        "she",
        "he",
        "they",
        "that last one",
        "the last one",
    }
)


NOT_NAMES = frozenset(
    (
        "to i me you on for as sure good bad like nice going is am be so too really very much happy fussed the a an "
        "my at in it that this there here close well much one anything nothing"
    ).split()
)
