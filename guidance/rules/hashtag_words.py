"""Words that hashtags of public bodies are put together from.

No rule lives here; a word too many costs a warning, a word too few misses one.
"""

from guidance.rules.words import words


# A tag that is two or more of these end to end is several words.
WORDS = words(
    """
able about access begin believe break bring bringing calm catch celebrate celebrating choose clear closer come connect cook create dance deserve did does doing dont draw dream eats ending explore faster feed feel fill flexible follow forget gets gives giving goes grow growing happen has hello hold hope hug hungry include join joy kept laugh laughs leads less lift listen loves loud lucky makes meet mind moment more moving needs no nice notice nurture offer own packed pass pick plant play power prepare prevent prevention proud prove pull push raise reach reasons remove return run running saves seen send sharing sing sit sleeping slower smile snap speaks spot stand started starts stays strength swap talking thinking thrive throw tidy touch track treat turning unseen upon using wait wake watching wear wearing went why wild wise wish wonderful write writing yours
able about access accessible act action active activity adopt advice after
against age alert all alone always and animal any app apply apprentice
apprenticeship apprenticeships april are area armed army art ask asylum at
august autism autumn awards aware awareness away baby back bank bathe battle be
beach beat because before behind best better big bike bin bird birthday black
blood blue board boat body book boost border both box boys breast brexit bridge
britain british budget build building burglary bus business buy by camp campaign
can cancer car care career careful carer carers cars cash challenge change
charity check child children christmas church city clean climate close coast
cold college come community computer coronation cost council country county
court covid crime crimes culture cup cut cyber cycle dad dads dark data date day
days dead deaf deal death defence dementia diabetes diet digital dinner
disability disabled distancing dog dogs domestic donate done door down drink
drive driver driving drug drugs dry duty each early earth easter eat education
election electric emergency end energy england english enough equal equality
ethnic event events every exam eye face facts faith family farm fast father
fathers feel festival fight find fire firework fireworks first fish fit five
flag flood floods flu focus food foot for forces forest foster four fraud free
fresh friday friend friendly friends from full fun fund future gang gap garden
gas get girl girls give giving global go good got grand great green ground group
growth guide gun half halloween hands happy hate have health healthy hear heart
heat help her here heritage hero heroes hidden high him his history holiday home
homes hospital hot hour hours house housing how human hunger hygiene ice idea
immunisation important in inclusion independence industry info inside
international internet into is islands isolate it jab job jobs join jubilee july
june keep key kick kids kind kindness king kingdom knife know knowledge lake
land last late law lead leaders learn learning leave legal let lets level life
light line litter live lives living local lockdown london long look lost love
low lung made make making man manage march market mask matter matters may meals
meet memorial men mental metal mind missing monday money month more mothers move
mum mums museum music my name national nature need net network never new news
next night no noise not november nurse nurses ocean october of off office
officer officers omicron on one online open opening our out over parent parents
park parking partner party past patient pay peace pension people person pet
phone plan planet plant plastic platinum play please plus police pollution poppy
poverty power pride prime prison project proof protect public put queen queens
question quit quiz race racism rail railway rain read ready real record recovery
recycle red refugee refugees remember remembrance rent report rescue respect
rights river road roads rural safe safer safety sale saturday save say scam
scams school schools science sea season second see self send service services
sex share shop show sick side sign silence skills sleep slow small smart smoke
smoking snow social some son south space speak special speed spend spike sport
sports spot spring staff stalking start station stay step still stop storm story
street stress strong student students study suicide summer sun sunday super
support survey swim take talk tax teach teacher teachers team teams tell test
text thank thanks that the their them then there think this three thursday tick
time tip tips to today together toilet tomorrow too top tour tourism town track
trade traffic train training travel tree trees trust try tuesday turn two uni
union unite united university up us use vaccine vaccines value van vaping
veteran veterans victim victims village violence visit voice volunteer
volunteers vote walk walking want war warm warning waste watch water way we
weather wednesday week welcome well welsh what wheel when where white who why
wild wildlife win winter wise with woman women wonder word work worker workers
working works world worry year years yes you young your youth zero zone
"""
)

# One word each, though others could be cut out of them.
SINGLE = words(
    """
academic additional airport airports another anyone anything anytime anywhere
apprenticeship apprenticeships artwork attest awareness background backpack
backup because become bedspread before bicycle bicycles birmingham birthday
birthplace blackburn blackpool bradford brainstorm breadwinner breakaway
breakdown breakfast breastfeeding broadcast buckingham business businesses
callback cambridge campground campsite canal cancan candid candidate cannot
caravan carbon cardiff carefully careless carnival carpet carpool cashback
chairman chairwoman changeover childcare childhood citizenship cleanup comeback
contest crossover cycleway darkness daycare daylight detest digest doorstep
doorstop download downloads downstairs downtown eastbourne easter eastern
educational emotional endemic england englishman everyone everything everywhere
facebook farmland fatherhood feedback finland firefighter firefighters fireman
fireplace firework fireworks fitness flashlight floodwater football footbridge
footpath footpaths forecast forget forgiveness forgotten fortnight framework
friendship friendships germany getaway giveaway godmother government grandfather
grandmother grandparent grandparents greatest greenland greenwich groundwork
hailstorm handbook handover hangover happiness harvest headlight headphone
headphones healthcare heartbeat heartland heatwave heatwaves helpful herself
hideaway highland highlands highlight highlights highway highways himself
holiday holidays holland homeland homeless homelessness homework hopeful
household households housework housing however human humankind humans iceland
illegal illness importance important inbound income incomes indoor indoors
inform information informed inland input inputs inset inside insight insights
install intake international into invest investment investments ireland irishman
islands itself kindness landmark landmarks landscape landscapes landslide latest
leadership legal lifeboat lifeboats lifestyle lifestyles lifetime lookup lowland
macbook mainland makeup manchester mankind marketplace membership microphone
midland midlands midnight moonlight motherhood motorcycle motorcycles motorway
motorways national neighbourhood netherlands network networking networks
newcastle newmarket newport newsletter newsletters newspaper nightlife nightmare
nobody northampton northeast northern northwest notebook nothing nottingham
nowhere nutrition offline offshore offsite onboarding online onshore onsite onto
outbound outbreak outbreaks outcome outcomes outdoor outdoors outfit outline
outlook output outputs outreach outside overall overcome overdose overload
overnight override overseas overtime overview ownership oxford pandemic
paperwork parliament partnership partnerships passport passports pathway
pathways peatland personal pickup playback playground playgrounds podcast
podcasts poland policeman policewoman professional proofread protest protests
railway railways rainbow rainfall rainstorm rainwater recycle recycling redcar
regal regional relationship relationships request runaway runway sandstorm
scholarship scotland seafront seaport seashore seaside seasonal setback setup
showcase sickness smartphone smartphones snowfall snowstorm someone something
sometime sometimes somewhere southeast southend southern southport southwark
southwest sponsorship spotlight staircase startup startups stepmother stockport
suggest suitcase sunday sunderland sunlight sunrise sunset sunshine superhero
supermarket superpower switzerland tablespoon takeaway takeaways takeover
teamwork teaspoon telephone textbook thailand thankful themselves therapy
throughout thunderstorm today together tomorrow tonight transport underground
understand understanding underwater update updates upgrade uphill upload upon
upstairs uptown useful volunteer volunteering volunteers wakefield walkaway
waterfall waterfront waterways weakness website websites weekend welcome
wellbeing wellness western westminster wetland wetlands whatever whenever
wherever whitehall widespread wildlife winchester windfarm within without woman
women woodland woodlands worker workers workforce working workload workman
workout workplace workshop workshops worksite yourself
"""
)
