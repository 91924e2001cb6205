"""Passages are read as readers see them; words and entries are found whatever form they take."""

import subprocess
import sys
from pathlib import Path

from knowledge_bank.models.term import Term
from knowledge_bank.search.concepts import Concepts, is_letters
from knowledge_bank.search.kinds import KINDS, is_searched, kind_of
from knowledge_bank.search.packing import pack_lists, pack_words
from knowledge_bank.search.passages import Passage, every_passage
from knowledge_bank.search.words import words_in

PAGE = """<html><body><nav>Menu</nav><article><p class="kb-status">Draft</p>
<h1 id="top">Home</h1><p>What a home is. (<cite class="kb-source">A source</cite>)</p>
<h2 id="notice">Notice</h2><p>The <b>smell</b><script>evil()</script>.</p>
<ol><li id="sleep"><p><label>Where does the child sleep?</label></p>
<p aria-hidden="true">Notes</p><p>Ask.</p><details class="kb-folded"><summary
class="kb-folded__title">What to look for</summary><p>Cold.</p></details></li>
<li>No passage of its own.</li></ol>
<dl><dt>Publisher</dt><dd>Us</dd><dt id="mash">MASH</dt><dd>A hub.</dd></dl>
</article></body></html>"""


def term(name: str, **more: tuple[str, ...]) -> Term:
    return Term(id=name.lower().replace(" ", "-"), term=name, meaning="A word.", **more)


def test_a_page_falls_into_passages_without_its_machinery(tmp_path: Path) -> None:
    (tmp_path / "home.html").write_text(PAGE, encoding="utf-8")
    passages = every_passage(tmp_path / "home.html")
    assert [(p.anchor, p.heading, p.text) for p in passages] == [
        ("", "Home", "What a home is."),
        ("notice", "Notice", "The smell."),
        (
            "sleep",
            "Where does the child sleep?",
            "Where does the child sleep? Ask. Cold. No passage of its own. Us",
        ),
        ("mash", "MASH", "A hub."),
    ]


def test_the_tables_of_the_scaling_guide_are_found_by_their_pages_alone() -> None:
    """They speak of all that may happen to a child, and would be an answer to anything."""
    lead = Passage("", "Home, from 10 to 0", 1)
    age = Passage("age-1-4", "1 to 4 years", 2)
    scale, talk = "toolkit/scaling-guide/home.md", "toolkit/conversation-guide/home.md"
    assert KINDS[kind_of(scale, lead)] == "tools"
    assert (is_searched(scale, lead), is_searched(scale, age)) == (True, False)
    assert is_searched(talk, age)
    assert not is_searched("toolkit/scaling-guide/age-1-4.md", Passage("home", "Home", 2))


def test_words_are_told_apart_as_in_the_browser() -> None:
    assert words_in("S.H.I.E.L.D., s.17 and C&F: the child’s co-sleeping") == [
        *("shield", "s17", "and", "cf", "the", "child", "co", "sleeping"),
    ]


def test_packed_numbers_take_no_more_room_than_they_must() -> None:
    assert len(pack_lists([range(600)], 600)) == 4  # how many there are says which they are
    assert len(pack_lists([[7]], 1024)) == 3


def test_packed_words_say_how_much_is_as_before() -> None:
    assert pack_words(["child", "children", "chip"]) == "AchildFrenDp"


def test_letters_are_known_from_words() -> None:
    letters = ("MASH", "QoC", "GCP2", "C&F", "s.17", "PP")
    assert [name for name in letters if not is_letters(name)] == []
    assert not any(map(is_letters, ("Hoarding", "hub", "Think Family", "a")))


def test_an_entry_is_found_by_any_serious_name_and_letters_only_as_written() -> None:
    concepts = Concepts([term("Hoarding", also=("clutter scale",)), term("SEND"), term("Scale")])
    assert concepts.found_in("Use the clutter scales.") == {0}
    assert concepts.found_in("Please send it.") == set()
    assert concepts.found_in("A child with SEND") == {1}


def test_words_that_only_lead_to_an_entry_do_not_make_a_text_about_it() -> None:
    concepts = Concepts([term("Home conditions", search_words=("damp",), misspellings=("hom",))])
    assert concepts.found_in("A damp house, a hom") == set()


def test_search_imports_nothing_that_draws_pages() -> None:
    code = "import sys, knowledge_bank.search; print('mkdocs' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
