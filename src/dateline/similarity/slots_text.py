"""What slots are compared in: a passage with its quantities, names and dates, and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.types import AnalysedArticle, Mention, Quantity, Sentence, Span

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 6
_FUNCTION = frozenset(
    """
    a an the and or but nor so yet of in on at by for from to with without within into onto over under about against
    among between during since until till through across after before as than that which who whom whose when where
    while if because although though is are was were be been being am has have had having do does did will would
    shall should can could may might must not no it its they them their he him his she her we us our you your this
    these those there here what why how also only just more most less least very too still already again then now
    per via including according both either each every all some any one said says say told
    el la los las un una unos unas y e o u pero ni de del al para con sin sobre entre hasta desde según durante contra
    que quien cual cuyo cuando donde mientras si porque aunque es son era fue fueron ser han ha había no se le les lo su
    sus más menos muy ya también este esta dijo
    le les l des du d et ou mais dans à au aux par pour avec sans sur sous depuis selon pendant vers après avant qui dont
    où quand lorsque parce est sont était fut furent été ont avait ne n pas il elle ils elles on leur leurs son sa ses ce
    cet cette ces comme plus moins très aussi déjà
    der die das den dem ein eine einer einem einen und oder aber von vom im am auf aus bei bis für mit nach ohne seit um
    unter über vor zu zum zur zwischen gegen durch während wegen dass wenn weil obwohl ob als wie wo wer was ist sind war
    waren wird werden wurde wurden sein hat haben hatte nicht kein es er sie wir ihr ich sich auch noch schon nur sehr
    и или но а в во на с со к ко по из от до за для о об при над под между через без против перед что чтобы если когда
    где который которая которые которых как так не ни же бы ли это этот эта эти он она они мы вы я его её ее их им быть
    был была было были уже ещё еще также только сказал
    і й та або чи але у з із зі від про до що щоб якщо коли де який яка які яких не її й був була було були вже ще також
    тільки сказав
    """.split()  # noqa: SIM905 (a list of three hundred strings would be no easier to read)
)
# Words of one meaning that news uses for one slot, by stem.
_KIN = {
    stem: kin
    for kin, stems in {
        "dead": """dead death died die kill killed killin fatali toll dies dying
            muerto muerte muriero falle fallec fallecid víctim
            mort morts mortes décès tué tués tuées tuée décédé
            tote toten todesop todesf getöte starbe gestor opfer
            погибш погиб погибл убит убиты убито жертв жертвы смерт смерте умерл загибл загину вбит вбито помер""",
        "wounded": """wound injur hurt herido herida lesion blessé blesse verlet verwun ранен ранены пострад постра
            поранен поране постраж""",
        "missing": "missin desapa dispar vermis пропав пропал зникл зникли",
        "arrested": "arrest detain detent deteni interp festge festna verhaf задерж аресто затрим арешт арештов",
        "displaced": "displa evacua homele despla évacué déplac evakui vertri эвакуи переселе евакуй",
        "infected": "infect case caso contag contam infiz fälle случа случаи случае випадк випадки",
        "people": """people person human indivi personas hombre gente homme mensch persone leute человек людей люд люди
            людини осіб особи особа""",
        "troops": """troop soldie soldier servic milita soldad tropa efecti soldat militaire troupe truppe солдат военны
            военно військо""",
        "country": "countr nation state país pais paíse pays land länder staate стран страны страна країн країни країна держав",
        "review": "review critic",
        "earned": "earned earn gross grosse made make collec",
    }.items()
    for stem in stems.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SlotText:
    """A passage to compare, its offsets counted from its own beginning.

    ``quantities`` and ``mentions`` (names and dates) are those inside ``text``, with spans in it.
    """

    text: str
    language: str = "und"
    quantities: tuple[Quantity, ...] = ()
    mentions: tuple[Mention, ...] = ()


def slot_text(analysed: AnalysedArticle, sentence: Sentence | None = None) -> SlotText:
    """A sentence of an analysed article, or its whole text (not the title), ready to compare."""
    article = analysed.article
    if sentence is None:
        sentence = Sentence(0, len(article.text))
    text = article.text if sentence.field == "text" else article.title or ""
    start, end = sentence.start, sentence.end

    def inside(span: Span, field: str) -> bool:
        return field == sentence.field and start <= span[0] and span[1] <= end

    return SlotText(
        text=text[start:end],
        language=article.language,
        quantities=tuple(
            replace(item, span=(item.span[0] - start, item.span[1] - start))
            for item in analysed.quantities
            if inside(item.span, item.field)
        ),
        mentions=tuple(
            replace(item, span=(item.span[0] - start, item.span[1] - start))
            for item in analysed.mentions
            if inside(item.span, item.field)
        ),
    )


def stem(word: str) -> str:
    """A word's rough stem, or the name of the family of words that mean the same in news."""
    word = word.lower()
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for length in (_STEM + 1, _STEM, _STEM - 1):
        kin = _KIN.get(word[:length]) if len(word) >= length or length == _STEM + 1 else None
        if kin is not None:
            return kin
    return word[:_STEM]


def content_stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning; figures are left to the slots."""
    found = (match.group() for match in _WORD.finditer(text))
    return frozenset(
        stem(word) for word in found if len(word) > 1 and word.lower() not in _FUNCTION
    )


def names(passage: SlotText, kind: str | None = None) -> frozenset[str]:
    """Canonical names in lower case, of one kind or of persons, organizations and places."""
    return frozenset(
        mention.value.lower()
        for mention in passage.mentions
        if mention.kind != "date" and (kind is None or mention.kind == kind)
    )
