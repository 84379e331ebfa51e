"""The tokeniser: spaCy's English rules, repaired where news and the treebanks differ from them.

Everything here is data of the stock tokeniser, so a saved pipeline needs no code of ours.
"""

from __future__ import annotations

import re

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language
from spacy.symbols import NORM, ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_suffix_regex

PREFIXES = (
    *("anti", "co", "counter", "cross", "e", "ex", "mid", "multi", "non", "over"),
    *("post", "pre", "pro", "re", "semi", "sub"),
)
"""First parts that Universal Dependencies keep in one word with what follows: "anti-war"."""

CONTRACTIONS = {"wanna": ("wan", "na"), "Wanna": ("Wan", "na")}

RULER = r"([=_*~#.!?-])\1{2,}$"
"""A line drawn with one repeated character is one word."""

ABBREVIATIONS = ("al.", "Ft.", "U.S.A.", "U.A.E.", "D.P.R.K.")


def repair(nlp: Language) -> None:
    """Change the tokeniser of `nlp` in place: "U.S.-China" gives three words, "anti-war" one."""
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    infixes = [str(infix) for infix in nlp.Defaults.infixes or () if f"(?:{HYPHENS})" not in str(infix)]
    tokenizer.infix_finditer = compile_infix_regex([*infixes, *_hyphens()]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), r"[!?]{2,}"]).search
    tokenizer.token_match = re.compile(RULER).match
    for written, parts in CONTRACTIONS.items():
        tokenizer.add_special_case(written, [{ORTH: part} for part in parts])
    for abbreviation in ABBREVIATIONS:
        tokenizer.add_special_case(abbreviation, [{ORTH: abbreviation, NORM: abbreviation.lower()}])


def _hyphens() -> list[str]:
    kept = "".join(rf"(?<!\b{_either_case(prefix)})" for prefix in PREFIXES)
    return [
        rf"(?<=[{ALPHA}]){kept}(?:{HYPHENS})(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}]\.)(?:{HYPHENS})(?=[{ALPHA}])",
        rf"(?<=[0-9])(?:{HYPHENS})(?=[{ALPHA}])",
    ]


def _either_case(prefix: str) -> str:
    return f"[{prefix[0]}{prefix[0].upper()}]{prefix[1:]}"
