"""The words for people and pets that are roles or descriptions, not names."""
KIN = frozenset(""" mum mam mom mummy mother ma mama ammi ammu amma ami mata hooyo mami dad daddy father da papa pa
mrs missis baba abbu abba abu abbi aabo pita pops parent parents sister sis brother bro sibling twin wife missus husband hubby
partner fiance fiancee boyfriend girlfriend bf gf ex son daughter child kid kids baby boy girl boys girls children nan
nana nanna nanny nani gran granny grandma grandmother gran-gran bibi dadi ayeeyo babcia yiayia grandad granddad
grandpa grandfather gramps awoowo dada aunt aunty aunties uncle uncles cousin cousins niece nephew family in-law
in-laws mother-in-law father-in-law sister-in-law brother-in-law stepmum stepdad stepbrother stepsister stepson
stepdaughter godmother godfather godson goddaughter grandson granddaughter grandchild grandchildren grandkids brothers
sisters sons daughters relative relatives
""".split())
SOCIAL = frozenset("""
friend friends mate mates bestie buddy pal bff neighbour neighbours neighbor roommate housemate flatmate roomie
colleague colleagues coworker co-worker workmate boss manager supervisor teammate classmate people person someone man
woman lady bloke lad lads lass guy guys gentleman fella girl boy couple crew gang lot team group
""".split())
FORMAL = frozenset("""
gp doctor doc nurse cpn therapist counsellor counselor psychologist psychiatrist psych worker social support
coordinator care carer keyworker caseworker key case teacher tutor lecturer coach trainer instructor mentor vicar
priest imam pastor rabbi minister landlord landlady adviser advisor librarian solicitor dentist physio physiotherapist
pharmacist chemist hairdresser barber plumber cleaner driver officer probation midwife visitor health consultant
specialist peer psw cmht ot occupational receptionist shopkeeper postman postie warden caretaker police councillor job
work dietitian
""".split())
PETS = frozenset("""
dog cat puppy kitten rabbit bunny hamster budgie parrot fish goldfish guinea pig pigs horse pony tortoise snake bird
birds dogs cats chickens hens rabbits ferret gerbil rat lizard gecko pet pets
""".split())
DESCRIBING = frozenset("""
a an the my our your his her their and of at in on from next door with to for old older oldest elder eldest young
younger youngest little big baby best good close other new second first upstairs downstairs over road street who down
by across work school college uni church mosque temple gurdwara shop pub gym group club flat house half step foster
adopted adoptive birth great god late head deputy class music dance maths english football art yoga swimming driving
one two three four whole
""".split())
TITLES = frozenset(
    "aunt auntie aunty uncle dr doctor mr mrs ms miss nan nana nanny gran granny grandma grandad granddad grandpa "
    "nurse pastor imam father sister brother rev reverend sir cousin".split()
)
QUALIFIERS = frozenset("step foster half adopted adoptive birth god great ex".split())
ELDER, YOUNGER = frozenset("old older oldest elder eldest big".split()), frozenset(
    "young younger youngest little baby".split()
)
ROLE_WORDS = KIN | SOCIAL | FORMAL | PETS
COMMON_WORDS = ROLE_WORDS | DESCRIBING
BARE_WORDS = ROLE_WORDS | ELDER | YOUNGER | QUALIFIERS | frozenset({"best", "good", "close", "in", "law"})
SHORT_FORMS = frozenset({"cpn", "gp", "psw", "cmht", "amhp"})
