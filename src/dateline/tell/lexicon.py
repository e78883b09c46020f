"""Small closed word classes by language, as sets of case-folded words.

They decide only what is *not* chosen (a sentence that leans on the one before it) and which words
carry no content. A language that is not listed gets the empty set: nothing is held against it.
"""

from __future__ import annotations

from types import MappingProxyType


def _words(**by_language: str) -> MappingProxyType[str, frozenset[str]]:
    return MappingProxyType({key: frozenset(text.split()) for key, text in by_language.items()})


FUNCTION_WORDS = _words(
    en="""a about after again against all also am an and any are as at be because been before being
    between both but by can could did do does doing down during each few for from further had has
    have having he her here hers herself him himself his how i if in into is it its itself just me
    more most my myself no nor not now of off on once only or other our ours out over own said same
    say says she should so some such than that the their theirs them themselves then there these
    they this those through to too under until up us very was we were what when where which while
    who whom why will with would you your yours mr mrs ms one two""",
    es="""a al algo ante antes como con contra cual cuando de del desde donde dos el ella ellas
    ellos en entre era es esa ese eso esta este esto está fue ha han hasta hay la las le les lo
    los más me mi muy no nos o para pero por porque que quien se según ser si sin sobre son su sus
    también
    tras un una uno unos y ya dijo""",
    fr="""a à au aux avec ce ces cette dans de des du elle elles en entre est et été être eu il ils
    je l la le les leur leurs lui mais ne nous on ont ou où par pas plus pour qu que qui sa se ses
    si son sont sous sur un une vous y d s n c j""",
    de="""aber alle als also am an auch auf aus bei bis da damit das dass dem den der des die dies
    diese dieser durch ein eine einem einen einer er es für gegen hat haben habe hatte ich ihr ihre
    im in ist kann mehr mit nach nicht noch nur oder sei sein seine sich sie sind so über um und uns
    unter vom von vor war waren was wenn werden wie wir wird wurde wurden zu zum zur sagte""",
    uk="""а або але без був була були було в від він вона вони воно все ви до є за з зі і із його
    її їх й коли ми на не ні о об про по під після та так також те ти то у це цей ця ці час через
    чи що щоб як які який яка яке я""",
    ru="""а без был была были было в во все вы да для до его ее её если еще ещё же за и из или им их
    к как когда который которая которые ли мы на не него нет но о об он она они оно от по под после
    при с со так также то у уже что чтобы это этот эта эти я""",
)

#: Words that point back to an earlier sentence when a sentence starts with them.
BACKWARD_STARTS = _words(
    en="""he she it they his her hers its their theirs him them this that these those such both
    neither either another others one ones here we i you my our your us me who which what how why
    where whose if elsewhere asked added speaking similarly otherwise likewise afterwards""",
    es="""él ella ellos ellas ello su sus este esta esto estos estas ese esa eso esos esas aquel
    aquella aquello tal ambos ambas yo nosotros nuestra nuestro mi lo le les nos aquí allí asimismo
    añadió agregó""",
    fr="""il elle ils elles son sa ses leur leurs ce cet cette ces cela ceci ça celui celle ceux
    celles tel telle je nous vous on notre nos mon ma mes ici lui c y en""",
    de="""er sie es sein seine seinen seiner ihr ihre ihren ihrer dieser diese dieses diesen diesem
    jener jene jenes solche beide ich wir mein meine unser unsere hier dort das darin dabei dazu
    damit dafür dagegen daraufhin deshalb deswegen""",
    uk="""він вона воно вони його її їх їхній їхня це цей ця ці той та те ті такий така такі обидва
    я ми ви наш наша мій моя тут там тому""",
    ru="""он она оно они его её ее их это этот эта эти тот та те такой такая такие оба я мы вы наш
    наша мой моя здесь там поэтому""",
)

#: Connectives that may be cut from the start where a sentence can go on without them.
CONNECTIVES = _words(
    en="""but and however meanwhile also still instead so yet then thus nor or moreover furthermore
    besides nevertheless nonetheless therefore additionally separately finally again indeed though
    later""",
    es="pero y sin embargo además mientras también entonces así luego finalmente no obstante",
    fr="mais et cependant toutefois pourtant ensuite puis ainsi enfin aussi or donc par ailleurs",
    de="aber und doch jedoch zudem außerdem allerdings dann auch schließlich denn unterdessen",
    uk="але і й та однак проте також потім отже водночас тим часом а",
    ru="но и однако также потом затем итак при этом тем временем а",
)

#: Personal pronouns that name nobody when they alone say who spoke ("…, he added.").
SPEAKER_PRONOUNS = _words(
    en="he she they it i we",
    es="él ella ellos ellas",
    fr="il elle ils elles",
    de="er sie es",
    uk="він вона вони",
    ru="он она они",
)

#: Verbs of saying in the past or present, as they stand beside a speaker.
SAYING = _words(
    en="""said says added adds told noted explained continued stressed warned insisted wrote tweeted
    argued claimed stated declared announced concluded replied recalled admitted asked""",
    es="dijo añadió agregó señaló afirmó explicó declaró aseguró insistió",
    fr="dit ajouté ajoute déclaré affirmé expliqué précisé assuré estime souligné",
    de="sagte ergänzte erklärte betonte fügte meinte so berichtete",
    uk="сказав сказала додав додала заявив заявила зазначив зазначила наголосив пояснив",
    ru="сказал сказала добавил добавила заявил заявила отметил отметила подчеркнул пояснил",
)


def words(table: MappingProxyType[str, frozenset[str]], language: str) -> frozenset[str]:
    """The set of a language by its primary subtag ("en" for "en-GB"), empty where none is kept."""
    return table.get(language.partition("-")[0].lower(), frozenset())
