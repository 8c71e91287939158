"""Questions in words about what is kept and who sees it: they get the same plain answer as /privacy, whatever the words.

Only a message that asks this and nothing else: news in it belongs on the map, and "what have you got so far" asks for the map. What is
asked of a person reading along ("is somebody reading this?") is for the talk to answer. Each gap is one space and each list of words
ends at one, so that nothing can be read in two ways.
"""

import re

LONGEST = 160  # characters: nobody asks this in more
_SPELT = {"u": "you", "ya": "you", "yous": "you", "r": "are", "wot": "what", "wat": "what", "wats": "whats", "hu": "who", "c": "see", "ur": "your", "n": "and",
          "dis": "this", "dat": "that", "wanna": "want to", "gonna": "going to", "abt": "about", "bout": "about", "pls": "please", "plz": "please",
          "msgs": "messages", "convo": "conversation", "infos": "info", "informations": "information", "datas": "data", "anyones": "anyone", "doc": "doctor", "dr": "doctor"}
_YOU = r"(?:you|this bot|the bot|selfmap|this app|the app|this thing)"
_FIRST = (
    r"(?:(?:hi|hello|hey|ok|okay|so|and|but|um|erm|wait|hang on|hold on|sorry|please|just|btw|by the way|mate|bro|bruv|excuse me|quick question|first|actually|before i start"
    r"|may i ask|can i ask|can i just ask|can you tell me|could you tell me|would you tell me|please tell me|tell me|i want to know|i need to know|id like to know|i would like to know|i was wondering|just wondering|explain) )*")
_LAST = r"(?: (?:please|then|though|tho|exactly|now|right now|at all|mate|bro|bruv|fam|innit|anyway|btw|by the way|if you dont mind|here|on here|in here|in this chat|in this app|thanks|thank you|or what|or not|yeah))*"
_TRULY = r"(?: (?:actually|really|even|all|be|being|able to|allowed to|going to|get to|gets to|getting|ever|also|still|just))*"
_STUFF = r"(?:data|info|information|details|stuff|things|records?|files?|notes?|messages|chats?|texts|words|answers|map|history|conversations?|secrets|goals|name)"
_MY_STUFF = rf"(?:all of |any of |all |any )?(?:my|our|these|this|the|those)(?: (?:personal|private|own))? {_STUFF}"
_TOLD = (
    r"(?:everything |anything |things |stuff )?(?:what |that )?(?:i|we|im|ive|weve|i am|i have|we have) (?:say|said|saying|tell you|told you|telling you|told it|write|wrote|written|writing|type|typed|typing|put|put in|put here|put on here"
    r"|talk about|share|send|sent)")
_THIS = rf"(?:this|these|all this|all that|all of this|all of it|any of this|any of it|{_TOLD}|{_MY_STUFF})"
_IT = rf"(?:it|that|{_THIS})"
_ABOUT_ME = r"(?: (?:about|on|of|for|from) (?:me|myself|us))"
_NOW, _BEFORE = r"(?: (?:do|does|will|are|can|would|is))?", r"(?: (?:have|has|did))"
_KEEPS = r"(?:keeps?|keeping|kept|stores?|stored|storing|saves?|saved|saving|holds?|holding|held|collects?|collecting|collected|records?|recording|recorded|logs?|logging|logged)"
_KNOWS = rf"(?:know|knows|no|have|has|got|have got|remember|find out|found out|{_KEEPS})"
_KEPT = r"(?:kept|stored|held|recorded|collected|logged)"
_SEES = r"(?:sees?|seeing|seen|reads?|reading|looks? at|looking at|looked at|views?|viewing|access|access to|checks|get at|spy on)"
_NAMED = (
    r"(?:(?:the )?(?:nhs|hospital|doctors?|staff|police|council|dwp|jobcentre|job centre|government|social|home office|people who run (?:this|selfmap|it))|social services|telegram|facebook|google|whatsapp|apple"
    r"|(?:my|me|the|a) (?:\w+ )?(?:worker|workers|psw|doctor|doctors|gp|nurse|mum|mam|mom|dad|parents|family|partner|boyfriend|girlfriend|husband|wife|ex|boss|landlord|team|keyworker|cpn|psychiatrist|therapist|mates?|friends?|school|college|carer))")
_ANYONE = rf"(?:anyone|anybody|anyone else|anybody else|any one|someone|somebody|someone else|somebody else|people|other people|others|a person|a human|they|no one|nobody|{_NAMED})"
_WHAT = rf"(?:what|which)(?: (?:kind|sort|sorts|kinds|type) of)?(?: (?:personal |private )?{_STUFF}| else| all)?"
_ASKED = (
    # what is kept
    rf"{_WHAT}{_NOW} {_YOU}{_TRULY} {_KEEPS}(?:{_ABOUT_ME}| of mine)?(?: (?:from|of) {_THIS})?", rf"{_WHAT}{_BEFORE} {_YOU}{_TRULY} {_KNOWS}{_ABOUT_ME}",
    rf"(?:{_WHAT}|how much){_NOW} {_YOU}{_TRULY} {_KNOWS}{_ABOUT_ME}", rf"what (?:data|info|information|details|records) (?:do|does) {_YOU} (?:have|hold|need)",
    rf"(?:whats|what is|what gets|what will|what {_STUFF} (?:is|are|gets|get)){_TRULY} (?:{_KEPT}{_ABOUT_ME}?|(?:saved|known){_ABOUT_ME})", rf"how (?:much|long) is {_IT} {_KEPT}",
    rf"(?:do|does) {_YOU}{_TRULY} {_KEEPS} (?:{_IT}|(?:a |any )?(?:data|info|information|records?|files?|notes|secrets)(?:{_ABOUT_ME}| of {_IT})?)",
    rf"are {_YOU}{_TRULY} (?:recording|saving|storing|logging|keeping)(?: me| {_IT}| a record(?:{_ABOUT_ME}| of {_IT})?)?",
    rf"(?:is|are|does|do|was|were|will|has) {_IT}{_TRULY} (?:get )?(?:{_KEPT}|saved|shared|sold|monitored|tracked|passed on)(?: (?:anywhere|somewhere|(?:by|with|to) (?:{_ANYONE}|{_YOU})))?",
    rf"how (?:is|are) (?:{_IT}){_TRULY} (?:{_KEPT}|saved|used|protected|kept safe)", rf"how {_THIS} (?:is|are) (?:{_KEPT}|saved|used|protected)",
    rf"how (?:do|does|will|are) {_YOU}{_TRULY} (?:use|using|handle|protect|look after|treat|store|keep) (?:{_MY_STUFF}|{_TOLD})(?: (?:safe|private|secure))?",
    rf"(?:is|are) (?:{_MY_STUFF}|{_TOLD}){_TRULY} (?:kept )?(?:safe|secure|protected|locked)(?: with {_YOU})?", rf"how (?:safe|secure) (?:is|are) (?:{_MY_STUFF}|{_TOLD})",
    # who sees it
    rf"(?:who|whos|who is|who else|who all|who exactly|which people|how many people)(?: (?:can|could|will|does|do|did|might|would|has|have|had|is|are|else|exactly))*{_TRULY} {_SEES} {_IT}",
    rf"(?:who|whos|who else)(?: (?:will|does|do|can))?{_TRULY} (?:(?:get|gets|got|has|have|owns|keeps) (?:{_MY_STUFF}|all this)|knows what i (?:say|said|told you))",
    rf"(?:can|could|will|does|do|did|has|have|would) {_ANYONE}{_TRULY} (?:{_SEES}|know about|told about|find out about|hear about|find out|get|keep) {_IT}", rf"(?:is|are) {_NAMED}{_TRULY} (?:{_SEES}|told about|getting) {_IT}",
    rf"(?:is|are) {_ANYONE}{_TRULY} (?:going to|able to|allowed to|else) (?:see|read|look at) {_IT}", rf"is (?:anyone|anybody) else (?:{_SEES}) {_IT}", rf"can {_IT} be (?:seen|read) by {_ANYONE}", rf"with whom is {_IT}{_TRULY} shared", rf"will {_ANYONE} find out(?: (?:about )?{_IT})?",
    rf"(?:is|are|will) (?:{_IT}|here){_TRULY} (?:be |stay )?(?:completely |totally |fully |100 |100 percent |properly |kept )?(?:private|confidential|secret|anonymous|between us|between me and you|between you and me|private and confidential)(?: (?:from|between) (?:{_ANYONE}|us))?",
    rf"does {_IT} stay (?:private|secret|confidential|between us)", r"is (?:this|it) a (?:private|confidential|secret) (?:chat|talk|conversation|app)", rf"how (?:private|confidential|anonymous|secret) (?:is|are) {_IT}",
    rf"where (?:does|do|is|are|will){_TRULY} {_THIS}{_TRULY} (?:go|going|{_KEPT}|saved|end up|sent)(?: to)?", r"where is (?:all )?my (?:data|info|information)", rf"where (?:is|are) (?:it|that) {_KEPT}", rf"where {_THIS} (?:goes|go|is kept|is stored|is going|ends up)", rf"where do {_YOU} (?:keep|store|save|send) {_IT}",
    rf"(?:does|will|is) {_IT}{_TRULY} (?:go|going) (?:to {_ANYONE}|on (?:my|the|a|any) (?:\w+ )?(?:records?|files?|notes))",
    # what is done with it
    rf"what (?:happens|happened|is happening|will happen|happen) (?:to|with) {_THIS}", rf"what{_NOW} (?:{_YOU}|they){_TRULY} (?:do|doing|use) with {_IT}", rf"what is {_THIS} used for", rf"whats {_MY_STUFF} used for",
    rf"(?:do|does|did|are|is|will) {_YOU}{_TRULY} (?:shar(?:e|ing)|sell|selling|pass|passing|send|sending|give|giving|show|showing|report|reporting) {_IT}(?: (?:on|with|to|on to|about)(?: {_ANYONE})?)?", rf"do {_YOU} share with {_ANYONE}",
    rf"(?:do|does|will|are) {_YOU}{_TRULY} (?:tell|telling) {_ANYONE}(?: (?:about )?{_IT})?", rf"who (?:do|does|will|are|did) {_YOU}{_TRULY} (?:share|sharing|tell|show|showing|give|send|sending|telling)(?: {_IT})?(?: (?:with|to))?",
    r"(?:(?:whats|what is|show me|read|see|about|what about|how about|can i see|i want) )?(?:your |my |the |this )?(?:data )?(?:privacy|privacy policy|privacy notice|privacy settings|privacy info|privacy rules|data policy|data protection|gdpr)",
    r"(?:what are|whats) my (?:privacy|data) (?:settings|choices|options|rights)", r"about my (?:data|info|information)",
)
_ONE = "|".join(_ASKED)
_QUESTION = re.compile(rf"{_FIRST}(?:{_ONE}){_LAST}(?: and (?:{_ONE}){_LAST})?")


def asks_what_is_kept(text: str) -> bool:
    """Whether this asks what is kept about them or who sees it, and says nothing else."""
    if len(text) > LONGEST:
        return False
    plain = re.sub(r"[’'`]", "", text.lower())
    return _QUESTION.fullmatch(" ".join(_SPELT.get(word, word) for word in re.findall(r"\w+", plain))) is not None
