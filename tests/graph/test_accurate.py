"""The accurate pipeline, and the parts that read its network's scores."""

from __future__ import annotations

import itertools
import re
import time
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.pipelines import path_of
from graph.pipelines.encoder import component, lemmas, names, trees
from graph.pipelines.encoder.pieces import MOST_PIECES, SHAPES, WordPieces, shape
from graph.pipelines.training.labels import LABELS

NAME = "en_news_accurate"
MOST_MEGABYTES = 45
SLOWEST_LOAD = 3.0
"""Seconds; a busy machine takes twice what a quiet one does."""

SENTENCES = (
    "China has imposed sanctions on Japan's firms.",
    "“We will not accept this,” said Iranian Foreign Minister Abbas Araghchi.",
    "The delegation flew to the U.S. The two sides will meet on Friday.",
    "U.S.-China talks resume in Geneva",
)
ODD = {
    "empty": "",
    "blanks": "   ",
    "line breaks": "\n\n a \n b \n",
    "no blanks": "a" * 10_000,
    "one long sentence": "the cat sat on the mat and " * 400,
    "stops": ". " * 1_500,
    "brackets": "(" * 700 + ")" * 700,
    "marks": "«»—–…!?;" * 300,
    "emoji": "😀 👩‍👩‍👧 " * 300,
    "control characters": "\x00\x01\x02 \x7f \ufffe a",
    "invisible": "\u200b\u200b \u00ad",
    "ideographs": "中文" * 400,
    "accents": "e\u0301" * 300,
    "numbers": "1,234.5 " * 500,
}


class TestParts:
    """What needs no network."""

    @pytest.mark.parametrize(
        ("form", "lemma"),
        [("Making", "make"), ("was", "be"), ("OBAMA", "Obama"), ("The", "the"), ("n't", "not"), ("people", "person")],
    )
    def test_a_recipe_gives_the_lemma_back(self, form: str, lemma: str) -> None:
        assert lemmas.lemma(form, lemmas.recipe(form, lemma)) == lemma

    def test_a_recipe_serves_other_words(self) -> None:
        assert lemmas.lemma("taking", lemmas.recipe("making", "make")) == "take"
        assert lemmas.lemma("be", "l3|") == "be"

    @pytest.mark.parametrize(
        ("form", "tag", "guess", "lemma"),
        [
            ("Studies", "NNS", "l1|", "study"),
            ("parties", "NNS", "l1|", "party"),
            ("companies", "NNS", "l1|", "company"),
            ("envoys", "NNS", "l1|", "envoy"),
            ("Studies", "NNPS", "k0|", "Studies"),
            ("gizmos", "NNS", "l1|", "gizmo"),
        ],
    )
    def test_a_lexicon_mends_the_guess(self, form: str, tag: str, guess: str, lemma: str) -> None:
        words = {"NNS": {"studies": "l3|y"}, "NN": {"party": "l0|"}}
        lexicon = lemmas.Lexicon(words, {"NNS": {"ies": "l3|y"}}, {"envoy", "company"})
        assert lexicon.lemma(form, tag, guess) == lemma

    def test_words_are_cut_by_the_longest_match(self) -> None:
        pieces = WordPieces(("[CLS]", "[SEP]", "[UNK]", "un", "under", "##stand", "##s", "-", "cafe"))
        assert pieces.word("Understands")[0] == (4, 5, 6)
        assert pieces.word("Café-under")[0] == (8, 7, 4)
        assert pieces.word("x")[0] == pieces.word("\u200b")[0] == (2,)
        assert len(pieces.word("-" * 99)[0]) == MOST_PIECES

    def test_a_window_knows_where_words_begin_and_end(self) -> None:
        pieces = WordPieces(("[CLS]", "[SEP]", "[UNK]", "un", "##der"))
        window = pieces.encode(["under", "un"], [False, True])
        assert window.pieces.tolist() == [0, 3, 4, 3, 1]
        assert window.first.tolist() == [1, 3] and window.last.tolist() == [2, 3]
        assert window.shapes[0] + 1 == window.shapes[1]

    @pytest.mark.parametrize(
        ("word", "kind"),
        [
            ("war", "lower"),
            ("War", "title"),
            ("NATO", "upper"),
            ("A", "letter"),
            ("McCain", "mixed"),
            ("2024", "digits"),
            ("F-16", "code"),
            ("U.S.", "dotted"),
            ("—", "mark"),
            ("\x00", "other"),
        ],
    )
    def test_shapes(self, word: str, kind: str) -> None:
        assert SHAPES[shape(word)] == kind

    def test_names_are_whole(self) -> None:
        reader = names.Reader(("ORG", "GPE"))
        scores = np.zeros((3, len(reader.tags)), dtype=np.float32)
        for word, tag in enumerate(("B-ORG", "E-GPE", "O")):
            scores[word, reader.tags.index(tag)] = 2
        scores[1, reader.tags.index("E-ORG")] = 1
        assert reader.spans(scores) == [(0, 2, "ORG")]
        assert reader.spans(scores[:0]) == []

    def test_tags_give_the_names_back(self) -> None:
        spans = [(0, 1, "GPE"), (1, 4, "ORG"), (5, 7, "PERSON")]
        reader = names.Reader(LABELS)
        row = [reader.tags.index(tag) for tag in names.tagged(8, spans)]
        assert reader.spans(np.eye(len(reader.tags), dtype=np.float32)[row]) == spans

    @pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
    def test_the_best_tree_is_found(self, size: int) -> None:
        dice = np.random.default_rng(size)
        for _ in range(30):
            arcs = dice.normal(size=(size, size)).astype(np.float32) * 2
            roots = dice.normal(size=size).astype(np.float32) - 1
            found = trees.heads(arcs, roots)
            assert _lawful(found)
            assert _total(arcs, roots, found) == pytest.approx(_best(arcs, roots), abs=1e-4) or size > trees.ROOTS

    def test_a_long_circle_is_broken(self) -> None:
        size = 200
        arcs = np.full((size, size), -5, dtype=np.float32)
        arcs[np.arange(size), (np.arange(size) + 1) % size] = 5
        assert _lawful(trees.heads(arcs, np.zeros(size, dtype=np.float32)))

    def test_the_first_word_opens_a_sentence(self) -> None:
        assert trees.sentences([False, False, True]) == [(0, 2), (2, 3)]


def _logs(arcs: np.ndarray, roots: np.ndarray) -> np.ndarray:
    scores = arcs.astype(np.float64)
    np.fill_diagonal(scores, roots)
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)))


def _total(arcs: np.ndarray, roots: np.ndarray, found: np.ndarray) -> float:
    return float(_logs(arcs, roots)[np.arange(len(found)), found].sum())


def _best(arcs: np.ndarray, roots: np.ndarray) -> float:
    size = len(roots)
    rows = (np.asarray(row) for row in itertools.product(range(size), repeat=size))
    return max(_total(arcs, roots, row) for row in rows if _lawful(row))


def _lawful(found: np.ndarray) -> bool:
    """One root, and every word leads to it."""
    if sum(head == word for word, head in enumerate(found)) != 1:
        return False
    reached = found
    for _ in found:
        reached = found[reached]
    return len(set(reached.tolist())) == 1


@pytest.fixture(scope="module")
def nlp() -> Language:
    pytest.importorskip("onnxruntime")
    return spacy.load(path_of(NAME))


def _layers(doc: Doc) -> list[tuple[object, ...]]:
    words = [(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in doc]
    return [*words, *((span.start, span.end, span.label_) for span in doc.ents)]


def test_loads_in_reasonable_time(nlp: Language) -> None:
    start = time.perf_counter()
    spacy.load(path_of(NAME))
    assert time.perf_counter() - start < SLOWEST_LOAD


def test_every_layer_is_filled(nlp: Language) -> None:
    doc = nlp(SENTENCES[0])
    for layer in ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(layer), layer
    relations = [token.dep_ for token in doc[:7]]
    assert relations == ["nsubj", "aux", "ROOT", "obj", "case", "nmod:poss", "case"]
    assert doc[2].lemma_ == "impose" and doc[2].tag_ == "VBN" and doc[2].pos_ == "VERB"
    assert [(span.text, span.label_) for span in doc.ents] == [("China", "GPE"), ("Japan", "GPE")]


def test_names_and_people(nlp: Language) -> None:
    found = {span.text: span.label_ for span in nlp(SENTENCES[1]).ents}
    assert found == {"Iranian": "NORP", "Abbas Araghchi": "PERSON"}


def test_sentence_borders(nlp: Language) -> None:
    assert len(list(nlp(SENTENCES[2]).sents)) == 2
    assert len(list(nlp("The U.S. Treasury said on Monday that it would act.").sents)) == 1


def test_labels(nlp: Language) -> None:
    labels = set(nlp.pipe_labels["encoder"])
    assert {"nsubj", "obl:agent", "nmod", "case", *LABELS} <= labels


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(token.dep_ and token.pos_ and token.tag_ and token.lemma_ for token in doc)
    for sentence in doc.sents:
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
        assert sum(token.head == token for token in sentence) == 1
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)


def test_white_space_hangs_on_the_word_before(nlp: Language) -> None:
    doc = nlp(" China  protested.")
    assert [(token.text, token.tag_, token.head.i) for token in doc if token.is_space] == [(" ", "_SP", 1), (" ", "_SP", 1)]
    assert [token.tag_ for token in nlp("China protested.")] == [token.tag_ for token in doc if not token.is_space]


def test_ready_cut_words_are_read(nlp: Language) -> None:
    doc = nlp(Doc(nlp.vocab, words=["Trump", "called", "Xi", "."]))
    assert [token.dep_ for token in doc] == ["nsubj", "ROOT", "obj", "punct"]


def test_the_same_in_any_batch(nlp: Language) -> None:
    alone = [_layers(nlp(text)) for text in SENTENCES]
    assert alone == [_layers(nlp(text)) for text in SENTENCES]
    for size in (1, 3):
        together = nlp.pipe([*reversed(SENTENCES), ODD["stops"]], batch_size=size)
        assert [_layers(doc) for doc in together][-2::-1] == alone


def test_a_long_text_is_read_like_its_parts(nlp: Language) -> None:
    text = " ".join(SENTENCES[:1] * 60)
    doc = nlp(text)
    assert {sentence.text for sentence in doc.sents} == {SENTENCES[0]}
    assert len(doc.ents) == 120


def test_saved_and_loaded_it_reads_the_same(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert _layers(spacy.load(tmp_path)(SENTENCES[1])) == _layers(nlp(SENTENCES[1]))


def test_an_empty_component_says_so() -> None:
    blank = spacy.blank("en")
    blank.add_pipe(component.FACTORY)
    with pytest.raises(component.PipelineError, match="not been trained"):
        blank("China protested.")


def test_size() -> None:
    weight = sum(path.stat().st_size for path in path_of(NAME).rglob("*") if path.is_file())
    assert weight <= MOST_MEGABYTES * 1_000_000


def test_the_card_holds_the_figures_and_the_licence() -> None:
    card = (path_of(NAME) / "CARD.md").read_text(encoding="utf8")
    for line in ("LAS", "lemma", "CrossNER politics test", "UNER EWT test"):
        assert re.search(rf"\| {line}[^|]*\|(\s*[\d.,()\s]+\s*\|)+", card), line
    assert "CC BY-SA 4.0" in card
    assert "$" not in card


def test_credit_is_given() -> None:
    notice = (path_of(NAME) / "NOTICE").read_text(encoding="utf8")
    for work in ("UD_English-EWT", "UD_English-GUM", "CrossNER", "Universal NER", "re3d", "MEANTIME", "MiniLM", "Apache"):
        assert work in notice
    assert "wordfreq" not in notice and "en_news_fast" not in notice
    assert spacy.util.load_meta(path_of(NAME) / "meta.json")["license"] == "CC BY-SA 4.0"
