"""Three people's whole conversations, as they type them. The bot's questions come in between."""

REQUIRED = (
    "i live with my mum and my little brother kai, hes 14",
    "my best mate is Dev, we've known each other since school. and theres Auntie Rukhsana who rings every sunday",
    "my cpn is called Linda shes alright",
    "no one else",
    "the library in hounslow, i go most days its quiet",
    "used to go to the gym with dev but i stopped",
    "oh and the mosque on fridays with my uncle",
    "I play badminton at the leisure centre on wednesdays with dev and his sister Simran",
    "kai and me watch the football",
    "mum stresses me out about my meds but she does help",
    "actually its Deb not Dev",
    "undo that",
    "show me my map",
)
TERSE = (
    "wife",
    "2 sons ali and hamza",
    "nope",
    "dr khan gp",
    "nah",
    "thats it",
    "allotment. tesco",
    "allotment",
    "no",
    "digging",
    "used to do karate",
    "no",
)
RAMBLING = (
    "oh well now let me see love its just me and the cat, Tiger, since my husband Arthur passed away four years ago come march",
    "my daughter Christine lives in Leeds with her husband Paul and the two little ones and she rings me of an evening most "
    "days god love her",
    "theres Maureen from church we go for a cup of tea at the garden centre every tuesday without fail and we put the world "
    "to rights",
    "the district nurse comes to do my legs, Sister Joy they call her, and Doctor Osei at the surgery has been very good to me",
    "Mr Hussain at the corner shop he carries my bags bless him",
    "no dear i think thats everybody",
    "church on a sunday and the garden centre like i said",
    "my garden is where i feel myself, with my roses",
    "no nowhere else these days",
    "i do a bit of knitting for the premature babies and i listen to the wireless",
    "i used to love the ballroom dancing with Arthur at the Hammersmith Palais",
    "no thats all dear",
)
