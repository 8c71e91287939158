"""What nothing of ours may ever say: one place, for every sentence that is kept (tests/unit/test_never_said.py) and for every answer
that a random walk meets (tests/system/walking.py).

``NEVER`` holds whatever was said to us. ``NEVER_OURS`` is looked for in our own sentences alone: a person may well speak of their
tablets or of a bridge, and their words come back to them.
"""

import re
from collections.abc import Iterator

_ILL = (
    r"(?:depress(?:ion|ed|ive)|anxiety|psychosis|psychotic|schizo\w+|bipolar|mania|manic|ptsd|ocd|adhd|autis\w+|e?upd|bpd|\w+ disorders?|disorders?"
    r"|syndromes?|anorexi\w+|bulimi\w+|dementia|delusions?|delusional|hallucinat\w+|paranoi[ad]|addict(?:ion|ed)?|alcoholic|trauma(?:tised)?|burnout"
    r"|mental illness(?:es)?|mental health (?:problems?|conditions?|issues?)|mentally (?:ill|unwell)|nervous breakdown|chemical imbalance"
    r"|suicidal|unstable|in denial)")
_SOME = r"(?: (?:an?|the|some|bit|little|of|to be|be|like|having|signs?|symptoms?|case|form|touch|from|quite|very|really|clearly|probably|severely|clinically|mild|severe|undiagnosed|untreated))*"
_MEDICINE = r"(?:tablets?|medic(?:ation|ine)s?|meds|pills?|doses?|dosage|antidepressants?|antipsychotics?|injections?|depot|lithium|sertraline|treatment|therapy|insulin|inhaler)"
_CARE = r"(?:doctor|gp|nurse|psychiatrist|psychologist|therapist|counsellor|pharmacist|specialist|therapy|counselling|cbt|mindfulness|meditation|medication)"
_WHO = r"(?:human(?: being)?|person|man|woman|lady|guy|nurse|therapist|counsellor|psychologist|psychiatrist|doctor|gp|friend|mate|volunteer|(?:support )?worker|carer|listener|survivor|mother|mum|father|dad)"
_WELL = r"(?:better|fine|ok|okay|all ?right|well|easier|over soon|safe|happy|happier|cured|worth it|good again)"

NEVER = {
    "a diagnosis": [
        r"\bdiagnos",
        rf"\byou(?:'re| are|'re showing| are showing| may be| might be| could be| must be| were| seem| sound| look| appear)(?: as if you(?:'re| are))?{_SOME} {_ILL}\b",
        rf"\byou(?:'ve| have| may have| might have| could have| must have| probably have| seem to have|'re having| are having| suffer| are suffering| show| are showing)(?: got)?{_SOME} {_ILL}\b",
        rf"\b(?:sounds|looks|seems|feels)(?: to me)?(?: like| as if)(?: you(?:'re| are| have|'ve got| may have| might have))?{_SOME} {_ILL}\b",
        rf"\b(?:this|that|it|these|those|they)(?:'s| is| are|'re| may be| might be| could be| must be| can be){_SOME} (?:your |called )?{_ILL}\b",
    ],
    "medical advice": [
        rf"\b(?:take|taking|stop|start|change|increase|reduce|skip|double|halve|miss|lower|raise|try|come off|cut down|cut down on|go back on|stay on|keep taking)(?: (?:your|the|any|more|fewer|less|extra|some|another|those|these|a|all|of|taking|new|higher|lower))* {_MEDICINE}\b",
        r"\byou (?:should|must|ought to|need to|have to|had better|may want to|might want to)(?: \w+){0,2} (?:take|stop|start|see|sleep|eat|drink|exercise|rest|try|avoid|relax|calm|breathe|get|go|talk|speak|ring|call)\b",
        rf"(?:^|[.!?] |\bplease )(?:see|speak to|talk to|book|get|find|try)(?: (?:your|a|an|the|some))* {_CARE}(?: (?:about|for|if|when|soon|today|tomorrow|straight away|as soon)\b|[.!]|$)",
        r"\b(?:dosage|side effects?|milligrams?|\d+ ?mg)\b",
        r"\bI(?:'d| would)? (?:recommend|advise|prescribe|suggest you)\b|\bmy (?:medical )?advice\b",
        r"\b(?:breathing exercises?|deep breaths?|breathe in|breathe out|get (?:more|enough|plenty of) (?:sleep|rest)|drink (?:more|plenty of) water|cut out caffeine|avoid alcohol|eat healthily|sleep hygiene)\b",
        r"\b(?:good|bad) for your (?:\w+ )?(?:health|brain|mind|mood|nerves|illness)\b|\bsafe to (?:take|mix|drink|stop)\b",
    ],
    "a claim to be human": [
        rf"\bI(?:'m| am| was|'ve been)(?: (?:also|just|only|really|actually|still|here as|one of))*(?: (?:a|an|your|the))?(?: (?:real|human|trained|qualified|live|actual|caring|fellow|peer|good|living|young|retired))* {_WHO}s?\b(?! can)",
        rf"\bas an? (?:real |trained |fellow |qualified )?{_WHO}\b|\b(?:like you|same as you), I\b",
        r"\bI(?:'ve| have)? (?:too|also)? ?(?:been there|been through (?:it|this|that|the same)|felt (?:that|the same|like that)|lived with|had a (?:hard|bad|rough|tough))\b",
        r"\bI (?:know|understand) (?:exactly |just )?(?:how you feel|what (?:you're|you are) going through|what (?:that|it)(?:'s| is) like|how (?:that|it) feels)\b",
        r"\bI (?:really |do |will |so )*(?:love|miss|adore|care about|care for|worry about|feel for|think of) you\b|\bI(?:'ll| will) miss\b",
        r"\bI(?:'m| am| feel| felt|'m so| am so| feel so| feel very) (?:sad|happy|lonely|proud|worried|tired|hungry|bored|excited|heartbroken|upset|scared|delighted|human|depressed|anxious)\b",
        r"\bI was born\b|\bI grew up\b|\bwhen I was (?:young|younger|a (?:child|kid|boy|girl)|little|at school|ill|unwell|your age)\b",
        r"\bI(?:'ll| will|'ve| have| can)? (?:ask|tell|told|asked|check with|speak to) (?:my|the) (?:team|colleagues?|manager|supervisor|boss|wife|husband)\b",
        r"\byou(?:'re| are) (?:talking|speaking|chatting|writing) to (?:a (?:real )?person|a human|someone real|a real)\b|\bI(?:'m| am) not (?:a|just a|only a) (?:bot|robot|machine|computer|program)\b",
    ],
    "a method": [
        r"\boverdos|\bhang(?:ing)? (?:your|him|her|my)self\b|\bhang(?:ing)? themsel|\bnoose|\bligature|\b(?:cut|cutting|slit|slash|burn|burning|starve|drown|poison|gas|stab|shoot|strangle|suffocate)(?:ing)? (?:your|my|him|her|them)(?:self|selves|(?: own)? (?:wrists?|arms?|legs?|throat|skin))\b",
        r"\bjump(?:ing)? (?:off|from|in front|out of)\b|\b(?:in front of|under) a (?:train|bus|car|lorry)\b|\bhelium\b|\bparacetamol\b|\bbleach\b|\bcarbon monoxide\b|\blethal\b|\bfatal\b|\bpainless(?:ly)?\b|\bquickest way\b|\bbleed(?:ing)? out\b|\brazor|\bantifreeze\b",
        r"\b(?:take|taking|took|swallow(?:ing)?) (?:too many|all (?:your|the|of)|a handful|lots of)\b",
    ],
    "a promise": [
        r"\bI promise\b|\b(?:a|that's a|you have my) (?:promise|word)\b|\bguarantee|\btrust me\b|\bdon'?t worry\b|\bno need to worry\b|\bI swear\b|\brest assured\b",
        r"\bI(?:'ll| will)(?: \w+)? (?:always|never|forever|be (?:here|there|with you)|keep you|keep an eye|protect|look after|watch|make sure|fix|save|cure|heal|not let|get you|find you|make you|help you get)\b|\bI(?:'ll| will) (?:always|never)\b",
        rf"\b(?:will|'ll|going to|bound to)(?: \w+)? (?:get|be|feel|turn out|work out|end)(?: \w+)? {_WELL}\b",
        r"\b(?:everything|it|this|things|that|the feeling|the pain)(?:'ll| will|'s going to| is going to| are going to) (?:all )?(?:pass|work out|work|change|stop|improve|heal|go away|sort|turn)\b|\beverything(?:'ll| will|'s going to| is going to)\b|\btime heals\b",
        r"\b(?:nobody|no one|no-one|no one else|nobody else) (?:will|can|could|is able to|'ll) (?:ever )?(?:see|know|read|find|hear|tell|get at)\b|(?<!not )\b(?:completely|totally|fully|absolutely|perfectly|100%) (?:private|safe|secure|confidential|anonymous)\b|\bconfidential\b|\bit(?:'s| is) (?:just )?between (?:us|you and me)\b|\byour secret\b",
        r"\b(?:someone|somebody|a person|a human|your worker|your peer support worker|your support worker|we|they|the team|our team|help|an ambulance|the police)(?: will|'ll| are going to| is going to) (?:call|ring|come|phone|visit|be (?:there|with you|in touch)|look after|contact|get back|get in touch|help|reach|arrive|read|see|answer|reply)\b|\bhelp is (?:on its way|coming)\b",
        r"\b(?:we|they|i|someone|somebody|staff)(?: are|'re| is|'s| am|'m)(?: always| still)? (?:watching|monitoring|keeping an eye|on the other end|reading this)\b|\b24/7\b|\b(?:always|forever) (?:here|there|safe|yours)\b|\byou(?:'re| are) safe\b|\byou(?:'ll| will) (?:be ok|be okay|be fine|be safe|never|always|get through|recover|feel)\b",
    ],
    "a score or praise": [
        r"\b(?:well done|great job|good job|good for you(?=[.!,]|$)|amazing|awesome|proud of you|excellent|fantastic|brilliant work|keep it up|risk level|risk score|your score|(?:high|medium|low) risk|congratulations)\b",
    ],
}
NEVER_OURS = {
    "a diagnosis": [rf"\b{_ILL}\b", r"\bsymptom|\brelaps|\b(?:your|an?) (?:illness|condition|disorder)\b"],
    "medical advice": [rf"\b{_MEDICINE}\b"],
    "a method": [r"\b(?:rope|bridge|blade|knife|knives|gun|pills?|cliff|railway|tracks|weapon|drown\w*|suffocat\w*|poison\w*)\b"],
    "a promise": [r"\bpromis|\bnever\b|\balways\b|\bfor sure\b|\bdefinitely\b|\bcertainly\b"],
}
_ALL = {what: re.compile("|".join(patterns), re.IGNORECASE) for what, patterns in NEVER.items()}
_OURS = {what: re.compile("|".join(patterns), re.IGNORECASE) for what, patterns in NEVER_OURS.items()}
_BLANK = re.compile(r"\{\w*\}")
_THEIRS = re.compile(r"“[^”]*”")  # the person's own words stand in these


def never_said(text: str, *, ours: bool = False) -> Iterator[str]:
    """What of this text nothing may say, each kind once. ``ours``: it is a sentence of our own, with no word of a person in it."""
    plain = " ".join(_THEIRS.sub("“”", text).replace("’", "'").split())
    for what, pattern in _ALL.items():
        if pattern.search(plain) or ours and what in _OURS and _OURS[what].search(_BLANK.sub("it", plain)):
            yield what
