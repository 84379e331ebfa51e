"""How names are spelt: what two spellings have in common, and which part of a person's name is used alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256


def word_set(text: str) -> frozenset[str]:
    """The words of ``text`` as a set."""
    return frozenset(text.split())


_ACRONYM = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]\b\.?")
_ARTICLES = frozenset({"the ", "The ", "THE "})
_INITIAL = re.compile(r"(?:[A-Z]\.)+|[A-HJ-UWYZ]")
_POSSESSIVE = re.compile(r"(?:'s|(?<=[sS])')$")
_QUOTES = str.maketrans(dict.fromkeys("‘’ʼʻ`´", "'") | dict.fromkeys("“”", '"'))
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "a",
     "ħ": "h", "'": "", ".": "", "-": " ", "\u2010": " ", "\u2011": " ", "\u2013": " "}
)  # fmt: skip

_SPELLINGS = (
    "sergey sergei", "andrey andrei andriy andrii", "alexey alexei aleksei aleksey", "dmitry dmitri dmitriy", "yuri yury",
    "alexander aleksandr aleksander oleksandr", "nikolay nikolai", "yevgeny evgeny yevgeniy", "oleksii oleksiy oleksiï",
    "serhiy serhii", "valery valeriy valerii", "vasily vasiliy", "vitaly vitali vitaliy", "mikhail mykhailo",
    "mohammed mohammad muhammad mohamed mohamad", "ahmed ahmad", "abdel abdul abd", "hussein hussain hossein husain",
    "hassan hasan", "yousef yusuf youssef", "ibrahim ebrahim", "ali aly", "khaled khalid", "omar umar", "nasser naser nasir",
    "jong-un jong-eun", "aung aang", "viktor victor", "yulia yuliya julia", "oleg oleh", "igor ihor", "vladimir volodymyr",
)  # fmt: skip
_OTHERS = {one: [w for w in group.split() if w != one] for group in _SPELLINGS for one in group.split()}

FAMILY_FIRST = word_set("CHN HKG MAC TWN KOR PRK KHM")
BY_GIVEN_NAME = word_set("ETH ERI MYS THA MMR IDN BTN LKA SOM AFG TLS MNG ISL")
TWO_SURNAMES = word_set("ESP ARG BOL CHL COL CRI CUB DOM ECU GTM GNQ HND MEX NIC PAN PER PRY SLV URY VEN AND PHL PRI")
_WITH_ARTICLE = word_set("United Republic Democratic Philippines Bahamas Gambia Maldives Comoros British Soviet")
PARTICLES = word_set(
    "al el ul de del della di da do dos das du des la le les lo van von der den zu ten ter bin bint ibn"
    " ben ould st mac san santa af av"
)
SUFFIXES = word_set("Jr Jr. Sr Sr. II III IV VI VIII XIV XVI")
GIVEN = word_set(
    "Juan José Jose Carlos Luis Manuel Miguel Ángel Angel Antonio María Maria Alberto Fernando Francisco"
    " Jorge Pablo Enrique Javier Eduardo Andrés Andres Ana Rosa Isabel Alejandro Alejandra Roberto Ricardo"
    " Ramón Rafael Daniel David Martín Gabriel Gabriela Mario Marcelo Víctor Hugo Ignacio Felipe Diego"
    " Santiago Gustavo Xavier Patricia Laura Carolina Claudia Elena Beatriz Teresa Cristina Mercedes"
    " Elizabeth Esteban Adolfo Arturo César Raúl"
)


def local_id(kind: str, name: str, country: str) -> str:
    """The id of an actor that Wikidata does not know: it depends on what the actor is, never on where it was found."""
    return "x-" + sha256(f"{kind}|{name}|{country}".encode()).hexdigest()[:12]


def surface(text: str) -> str:
    """``text`` with plain quotes and single blanks, without a leading "the" and without the dots of acronyms."""
    if not text.isascii():
        text = text.translate(_QUOTES)
    if text[:4] in _ARTICLES:
        text = text[4:]
    if "." in text:
        text = _ACRONYM.sub(lambda m: m.group().replace(".", ""), text)
    return " ".join(text.split()) if "  " in text or text != text.strip() else text


def unpossessed(text: str) -> str:
    """``text`` without a possessive ending."""
    return _POSSESSIVE.sub("", text)


def respelt(text: str) -> Iterator[str]:
    """``text`` with one of its first names in another usual spelling: "Sergei Lavrov" for "Sergey Lavrov"."""
    words = text.split()
    for place, word in enumerate(words if len(words) > 1 else ()):
        for other in _OTHERS.get(word.lower(), ()):
            yield " ".join([*words[:place], other.title(), *words[place + 1 :]])


def fold(text: str) -> str:
    """What spellings of one name share: no case, diacritics, apostrophes, hyphens or dots."""
    if text.isascii():
        return text.lower().replace("-", " ").replace(".", "").replace("'", "")
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in bare if not unicodedata.combining(c)).translate(_LETTERS)


def plain(name: str) -> str:
    """``name`` in the letters of English: "Recep Tayyip Erdogan" for "Recep Tayyip Erdoğan"."""
    special = name.translate(str.maketrans("łŁđĐøØıðəƏ", "lLdDoOidaA"))
    bare = unicodedata.normalize("NFKD", special.translate(_QUOTES))
    return "".join(c for c in bare if not unicodedata.combining(c))


def with_article(country: str) -> str:
    """The name of a country as it stands after "of": "the United States", "France"."""
    plural = country.endswith(("Islands", "Netherlands", "States", "Territories", "Grenadines"))
    return "the " + country if plural or country.split()[0] in _WITH_ARTICLE or " Republic" in country else country


def short(name: str) -> str:
    """``name`` without middle initials and without "Jr."; as it is where the first name is an initial too."""
    words = [w for w in name.replace(",", "").split() if w.rstrip(".") not in ("Jr", "Sr")]
    if len(words) < 2 or _INITIAL.fullmatch(words[0]):
        return name
    return " ".join(w for w in words if not _INITIAL.fullmatch(w))


def families(name: str, country: str) -> tuple[str, ...]:
    """The parts of a person's name by which a text may call them alone."""
    words = [w for w in name.replace(",", "").split() if w not in SUFFIXES and not w.startswith("(")]
    if len(words) < 2:
        return tuple(words)
    if country in FAMILY_FIRST and not _western(words):
        return (words[0],)
    found = _tail(words)
    if country in BY_GIVEN_NAME:
        found.append(words[0])
    if country in TWO_SURNAMES:
        found += _two(words)
    return tuple(dict.fromkeys(f for f in found if len(f) > 1))


def _western(words: list[str]) -> bool:
    """Whether a Chinese or Korean name was turned round ("Tammy Hsu"), told by an initial or an English first name."""
    return words[0] in ("John", "Paul", "Carrie", "Donald", "Regina", "Christopher", "Michael", "Algernon", "Rosanna",
                        "Kevin", "Erick", "Nicholas", "Winnie", "Joseph", "Jenny", "Alexander", "Raymond", "Eddy")  # fmt: skip


def _tail(words: list[str]) -> list[str]:
    """The last word with the particles before it, and without: "von der Leyen", "Leyen"; "el-Sisi", "Sisi"."""
    last = words[-1]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    found = [" ".join(words[start:]), last]
    for prefix in ("al-", "el-", "Al-", "El-", "as-", "ash-", "at-", "ad-"):
        if last.startswith(prefix):
            found.append(last[len(prefix) :])
    return found


def _two(words: list[str]) -> list[str]:
    """Of "Rodrigo Chaves Robles": Chaves, and Chaves Robles."""
    if len(words) < 3 or words[-2] in GIVEN or words[-2].lower() in PARTICLES or "." in words[-2]:
        return []
    start = len(words) - 2
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return [" ".join(words[start:]), " ".join(words[start:-1])]
