/**
 * Everyday English words and names whose letters are also Telex keys for a Vietnamese syllable (`test` → `tét`, `post` → `pót`).
 * Made by running the decoder over a public-domain English word list (`wamerican-small`, 2022) and a few names by hand.
 */
const lookalikes = new Set(
  `
  ads aids air alex arm as aura ax bangs bans bar barn bats bays bee beef been beer bees beets beset besets best bets bias
  bins bits boar boas boast boats boers boo boom booms boon boons boor boos boost boots bore born bosom bosoms bow bows box
  bums buns burn bury bus bust busy buts buys cans caps car cast cats chair chaos chaps char charm chasm chats cheeps
  cheer chef chest chins chips choir chops chore chose chosen chow chows chums churn coast coats coax cons coo coops coos
  cops core corn cosmos cost cots covax cow cows cox cums cups cur cuts dad dads dais dams darn dawn dawns days deed deeds
  deem deems deeps deer defend dens dense did dims dins dips docs dodo doer does donor dons doom dooms door dos dose dosed
  dots down downs dud duds dungs dust facts gangs gaps gas gasp gays gins gist goats goes gongs goo goof goon goons gore
  gown gowns gums guns gust guts guys haas hair hams hangar hangs harm has hats hays hems hens her here hero hes hims hips
  his hits hoax hoes honor hoof hoops hoots hops horn hose host how hows hums huns huts if info ins ios is its ix keen keens
  keeps kits koran lair laos laps last lawn lawns lax lays lee leer lens lenses lest lets liar lips lisp list lists lix loaf
  loans longs loom looms loon loons loops loots lops lore lose lost lots low lows luis lungs lust maas mama mamas mans maps
  mar mars mast mats mays meets mere mers mes metes mist mix moans moats moms moo moon moons moor moos moots mops more morn
  moron most mow mown mows must naps nays nest nets nieces nips nits noes noon nor norm nose now nuns nuts nw oaf oar of or
  ore own owns ox oxen pair pangs pans papas par past pasta pastas pats pawn pawns pays peeps peer penes pens peps per pest
  pets photos pieces pins pis pits poems poets poops poor pops pore pos pose post posts pots puns pups puree pus puts quark
  quartz quays queen queens queer quest quits quran rams raps rasp rates rats rays reef reset resets rest reuse reuses rims
  rips roams roar roast roes roof room rooms roost roots rose ross rots row rows rums rungs runs rust ruts sacs saps sari
  sars sawn says see seem seems seen seeps seer sees sense senses sets sex sins sips sir sits six soaps soar sofa songs sons
  soon sops sore sow sown sows sox sums suns sw tangs tans taps tar tax taxi taxis tee teem teems teen teens tees tens tense
  tenses term test testes tests thais thee theme themes there these theses thins this thongs thorn those thus tins tips tits
  toast toes tongs tons too toots tops tore torn tost tots tow town towns tows traps trays tree trees trims trips troops
  trots trust tureen turn ups urn us vans vary vast vats veer vest vets vex vips visa visas vow vows war was wax wow wows
  xes xix
`
    .trim()
    .split(/\s+/),
);

/** Whether a lower-case word is English as it stands, though it could be keystrokes. */
export const isEnglishLookalike = (word: string): boolean => lookalikes.has(word);
