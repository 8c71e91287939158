"""The words by which a thing is known that is never suggested. Folded: small letters, no apostrophes."""

import re

DANGER = frozenset(
    "suicide suicidal die dying dead kill killing harm harming harmed self-harm self-harming cutting overdose overdosing starving purging "
    "bingeing binging revenge weapon knife".split()
)
HARMING = re.compile(r"\b(?:hurt|cut|burn|harm|starv|punish|scratch)\w* (?:my|me|mi) ?self\b|\b(?:make|making) (?:my|me|mi) ?self sick\b")
HARMING_OTHERS = re.compile(  # "punch my boss", and no "punch bag"
    r"\b(?:(?:punch|hit|slap|hurt|stab|strangle|smash|beat up|get (?:back at|even with))(?:[bpt]?ing)? "
    r"(?:him|her|them|some ?(?:one|body)|people|my (?!targets?\b|goals?\b|steps?\b|pb\b|stride\b)\w+)|beat(?:ing)? \w+ up)\b"
)
# What is nobody's to further: told by its name, whoever says that it helps.
PRIVATE = re.compile(
    r"\b(?:bing(?:e|ing|eing)(?! watch)|throwing up|vomiting|calorie\w*|porn\w*|masturbat\w*|wank\w*|sex|escorts?|brothel|begging|hoarding|"
    r"(?:pulling|picking|biting|pinching) (?:at )?my \w+|washing my hands|checking (?:the |my )?\w*locks?|hearing voices|talking to my ?self|"
    r"driving (?:too )?fast|(?:on|by) the (?:tracks?|rails|railway|edge|ledge))\b|"
    r"^(?:eating|food|staying (?:in|at home)|doing (?:nothing|nowt|naff all|sod all)|nothing|nowt|lying in(?: bed)?|isolating|hiding|being alone)$"
)
# Places where somebody may come to harm, whatever took them there.
PERILOUS = re.compile(
    r"\b(?:roofs?|rooftops?|bridges?|viaduct|multi[ -]storey(?: car park)?|tower block|cliffs?|ledge|motorway|railway|tracks|quarry|weir)$|"
    r"\bbridge over\b|\b(?:train|rail|railway) (?:lines?|tracks?)\b"
)
FEELING = re.compile(r"\b(?:crying|worrying|overthinking|over thinking|ruminat\w*|panicking|spiralling|stressing|arguing|shouting|swearing)\b")
# Care that is for the person and their doctor to decide on.
CARE = frozenset(
    "meds medication medications medicine medicines tablet tablets pill pills dose depot injection injections insulin inhaler methadone "
    "dialysis antidepressants antipsychotics lithium clozapine therapy treatment section".split()
)
# What may be a habit they left behind, and places of bad times.
HABITS = frozenset(
    "pub pubs bar bars bookies betting bet bets casino casinos gambling slots drink drinks drinking drunk boozer booze alcohol beer wine "
    "vodka spoons wetherspoons off-licence offy weed cannabis coke cocaine heroin crack drugs drug dealer smoking smoke smokes fags "
    "vaping vape clubbing raves rave hospital ward unit psych prison jail court probation police rehab clinic funeral cemetery "
    "graveyard grave graves crematorium lottery scratchcards "
    "diet diets dieting slimming fasting starve fighting fight shoplifting".split()
)
NEVER = DANGER | CARE | HABITS
SURNAMES = frozenset("ward court bar fast beer fight section dose".split())  # of people, these are names
# What nobody is told to take a break from.
NEEDED = frozenset(
    "eating food meal meals breakfast lunch dinner sleep sleeping water work job shift shifts school college uni university course "
    "appointment appointments doctor doctors gp hospital surgery clinic court probation jobcentre baby kids children".split()
)
STOPPING = re.compile(r"\b(?:stop|quit|giv(?:e|ing) up|cut(?:ting)? down|less|without|come off|off the)\b")
HATED = re.compile(
    r"\b(?:hate[sd]?|hating|loathe[sd]?|despise[sd]?|detest(?:s|ed)?|(?:cant|cannot|cant even) (?:stand|bear)|never again|"
    r"hit(?:s|ting)? (?:me|us)|beat(?:s|ing)? (?:me|us)|hurt(?:s|ing)? (?:me|us)|abus\w*|bull(?:y|ies|ied|ying)|threat\w*|"
    r"control(?:s|ling) me|(?:wont|doesnt|does not|will not) let me|not allowed|violen\w*|rape[sd]?|unsafe|not safe)\b"
)
FEARED = re.compile(
    r"\b(?:dread(?:s|ed|ing)?|cant face|dont (?:like|want|enjoy)|do not (?:like|want|enjoy)|scare[sd]?|scary|afraid|frighten\w*|terrif\w*|"
    r"hurt(?:s|ing)?|shout(?:s|ed|ing)? at|panic\w*)\b"
)
HURTFUL = re.compile(  # of a person, whatever else they are
    r"\b(?:shout(?:s|ed|ing)?|scare[sd]?|scary|frighten\w*|terrif\w*|(?:fell|fallen|falling) out|(?:not|arent|isnt|never) (?:speaking|talking)|"
    r"blocked (?:me|him|her|them)|no contact|cut (?:me|him|her|them) off|put(?:s|ting)? me down|mak(?:es?|ing) me feel (?:so |really |very |like )?"
    r"(?:small|stupid|useless|worthless|guilty|rubbish|bad|worse|awful|crap|shit|nothing|sad|unsafe|scared|anxious|a burden))\b"
)
ABROAD = (
    "africa america australia bangladesh barbados brazil bulgaria canada china cyprus dubai egypt france germany ghana greece "
    "holland hungary india iran iraq ireland italy jamaica japan kenya latvia lithuania malta mexico morocco nepal nigeria pakistan "
    "poland portugal romania russia somalia spain sudan sweden syria thailand turkey ukraine usa zimbabwe".split()
)
FAR = re.compile(
    r"\b(?:moved (?:away|abroad|to)|(?:lives?|living) (?:far|abroad|miles|overseas|in another)|far away|overseas|"
    rf"(?:lives?|living|is|went|gone|back) (?:in|to|over in|out in) (?:the |new |south |north |sri |saudi )?(?:{'|'.join(ABROAD)}|zealand|lanka|arabia))\b"
)
AN_EX = re.compile(r"\bex\b")
OVER_THEM = re.compile(  # who has a say over them, or is there for their job
    r"\b(?:boss|manager|supervisor|landlord|landlady|bailiffs?|police\w*|sergeant|constable|judge|magistrate|receptionist|social worker|"
    r"loan shark|debt collectors?)\b"
)
FORMER = re.compile(r"\b(?:ex|late|former|deceased|rip|dead|died)\b")
DIED = re.compile(r"\b(?:died|dead|passed (?:away|on)|deceased|lost (?:him|her|them))\b")
BODY = re.compile(
    r"\b(?:knees?|legs?|foot|feet|hips?|back|pains?|painful|hurts?|walk(?:ing)?|wheelchair|breath\w*|heart|chest|asthma|copd|arthritis|"
    r"injur\w*|operation|surgery|disab\w*|mobility|crutch\w*|stick|frame|dizzy|falls?|tired|exhaust\w*|fatigue)\b"
)
EATING = re.compile(r"\b(?:anorexi\w*|bulimi\w*|purg(?:e|ing)|bing(?:e|ing|eing)(?! watch)|eating disorder|starv\w*|throwing up|calorie\w*)\b")
WEIGHT = re.compile(r"\b(?:weight|thin|thinner|skinny|slim\w*|calories|fat)\b")
# What no small way leads round: an illness, fear or grief, and what another person has forbidden.
NO_WAY_ROUND = re.compile(
    r"\b(?:voices?|hearing things|anxi\w*|panic\w*|depress\w*|paranoi\w*|psycho\w*|bipolar|ocd|ptsd|mania|manic|flashbacks?|trauma\w*|"
    r"nightmares?|grie[fv]\w*|scare[sd]?|scary|afraid|fear\w*|frighten\w*|terrif\w*|dread\w*|suicid\w*|"
    r"(?:says?|said|saying) (?:no|i cant|im not)|(?:dont|doesnt|didnt|wont|wouldnt|not) (?:want me|let me|like me|allowed?)|(?:stops?|stopping) me|"
    r"jealous|angry|kicks? off)\b"
)
# Nobody is asked along to these, and nobody is told to try them again "just once".
NO_OUTING = re.compile(
    r"\b(?:scrolling|texting|looking out|"
    r"(?:paying|the) bills|house ?work|chores|cleaning|hoovering|tidying|laundry|ironing|dishes|"
    r"sleep\w*|naps?|napping|rest(?:ing)?|lie ?ins?|(?:staying in )?bed|baths?|bathing|showers?|showering|washing)\b")
# Where nobody goes, or goes only because they must.
NO_PLACE = re.compile(
    r"\b(?:nowhere|everywhere|anywhere|online|internet|facebook|insta(?:gram)?|tik ?tok|snapchat|whatsapp|discord|reddit|twitter|youtube|twitch|phone|"
    r"food ?bank|chemists?|pharmac(?:y|ies)|bus (?:stop|station)|train station)\b"
)
NOBODY_TO_ASK = re.compile(r"^(?:god|jesus(?: christ)?|lord|allah|buddha|jehovah|(?:my )?higher power|santa(?: claus)?|father christmas)$")
YOUNG = re.compile(r"\b(?:baby|babies|newborn|toddler|little (?:one|lad|girl|boy|man))\b")
# What no small step of theirs leads to: an illness gone, somebody back who is gone.
ILLNESS = re.compile(r"\b(?:voices|hearing things|seeing things|paranoi\w*|psycho\w*|flashbacks?|mania|manic|delusions?)\b")
BACK = re.compile(
    r"\b(?:have|had|get|getting|want|bring) (?:my|our|the|both my) (?:late )?(?:mum|mam|mom|dad|parents|nan|gran\w*|brother|sister|son|daughter|baby|"
    r"wife|husband|partner|boyfriend|girlfriend|friend|mate|dog|cat|old life)\b.* back\b"
)
DUTY = re.compile(r"\b(?:looking after|caring for|nights|shifts?)\b")
# What a body may have got used to: to stop it at once can be dangerous, and is for the person and somebody who knows.
WITHDRAWAL = frozenset(
    "drink drinks drinking drunk boozing booze alcohol beer beers lager cider wine vodka gin whisky whiskey rum spirits heroin smack opiates opioids "
    "codeine tramadol morphine oxy benzos diazepam valium xanax zopiclone pregabalin gabapentin ghb".split()
)
# What having somebody along goes round.
ALONE = re.compile(r"\b(?:no ?one|nobody|no 1|no company|alone|(?:on|by) (?:my|me|myself|mi)(?: own)?)\b")
