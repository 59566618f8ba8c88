"""Every kind of mistake in faq.csv is named with the line on which its row begins."""

from pathlib import Path

import pytest

from tests.unit.packs.sample import FAQ_CSV, line_of, mistakes_of, places, spoilt, write
from towkay.packs.compiler import CompiledPack, compile_brand

_HEADER = FAQ_CSV.splitlines()[0]
_ASKED_ONE_WAY = "i{n},ask {n},,Yes,,en,\n"
_ASKED_FIVE_WAYS = "i{n},ask {n},{n}a|{n}b|{n}c,Yes,,en,button {n}\n"


def up_to(last: int, row: str) -> str:
    """So many entries, the two of the sample with their 18 ways to ask included."""
    return FAQ_CSV + "".join(row.format(n=n) for n in range(3, last + 1))


# kind of mistake, what stood there, what stands there now, a piece that begins on the named line
MISTAKES = [
    ("bad_csv", "退貨規定", '"退"貨規定', "returns,可以"),
    ("bad_csv", "returns,Can I", 'returns,"Can I', 'returns,"Can'),
    ("csv_separator", FAQ_CSV, FAQ_CSV.replace(",", ";"), "id;question"),
    ("csv_separator", FAQ_CSV, FAQ_CSV.replace(",", "\t"), "id\tquestion"),
    ("csv_header", "question,alternatives", "question,alternative", "id,question"),
    ("csv_header", "tags,language", "tags,tags,language", "id,question"),
    ("csv_header", FAQ_CSV, "", ""),
    ("row_cells", "NT$65,,en", "NT$65,en", "shipping,How"),
    ("row_cells", "Within seven days", "Within seven, or eight, days", "returns,Can"),
    ("faq_empty", FAQ_CSV, _HEADER, "id,question"),
    ("faq_too_long", FAQ_CSV, up_to(4_001, _ASKED_ONE_WAY), "i4001,"),
    ("faq_too_long", FAQ_CSV, up_to(3_200, _ASKED_FIVE_WAYS), "i3199,"),
    ("bad_id", "shipping,運費", "運費,運費", "運費,運費"),
    ("bad_id", "shipping,運費", ",運費", ",運費怎麼算"),
    ("unknown_language", "退貨,zh-TW", "退貨,zh-HK", "returns,可以"),
    ("duplicate_id", "Within seven days,,en", "Within seven days,,zh-TW", "returns,Can"),
    ("duplicate_phrase", "想退掉", "請問運費多少?", "returns,可以"),
    ("command_word", "想退掉", "真人客服", "returns,可以"),
    ("empty_question", "returns,可以退貨嗎？", "returns,", "returns,,"),
    ("empty_answer", "Within seven days", "  ", "returns,Can"),
    ("no_words", FAQ_CSV, f"{_HEADER}\nshrug,？？,!|…|、,好,,zh-TW,\n", "shrug"),
    ("label_too_long", "en,Shipping", "en,Shipping to everywhere", "shipping,How"),
    ("label_too_long", "en,Shipping", "en,🍵🍵🍵🍵🍵🍵🍵🍵🍵🍵🍵", "shipping,How"),
    ("text_too_long", "超商 NT$65", "長" * 8001, "shipping,運費"),
    ("control_character", "退貨規定", "退貨\u2028規定", "returns,可以"),
]
NOTES = [
    ("text_long", "超商 NT$65", "長" * 2000, "shipping,運費"),
    ("text_long", "超商 NT$65", "長" * 8000, "shipping,運費"),
    ("faq_long", FAQ_CSV, up_to(2_001, _ASKED_ONE_WAY), "i2001,"),
    ("faq_long", FAQ_CSV, up_to(1_600, _ASKED_FIVE_WAYS), "i1599,"),
    ("few_phrases", "policy|send it back|refund", "policy|return policy|refund", "returns,Can"),
    ("question_as_button", "en,Shipping", "en,", "shipping,How"),
    ("untranslated", "shipping,運費怎麼算", "post,運費怎麼算", "id,question"),
]


@pytest.mark.parametrize(("kind", "old", "new", "piece"), MISTAKES)
def test_a_mistake_in_faq_csv_is_named_with_the_first_line_of_its_row(
    tmp_path: Path, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(FAQ_CSV, old, new)

    found = places(mistakes_of(write(tmp_path, faq_csv=text)))

    assert (kind, "faq.csv", line_of(text, piece)) in found


@pytest.mark.parametrize(("kind", "old", "new", "piece"), NOTES)
def test_a_note_is_named_with_its_line_and_stops_nothing(
    tmp_path: Path, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(FAQ_CSV, old, new)

    result = compile_brand(write(tmp_path, faq_csv=text))

    assert isinstance(result, CompiledPack)
    assert (kind, "faq.csv", line_of(text, piece)) in places(result.notes)


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        (up_to(2_000, _ASKED_ONE_WAY), False),
        (up_to(1_598, _ASKED_FIVE_WAYS), False),
        (up_to(4_000, _ASKED_ONE_WAY), True),
        (up_to(3_198, _ASKED_FIVE_WAYS), True),
    ],
    ids=["entries", "phrases", "the most entries", "the most phrases"],
)
def test_a_faq_at_its_limit_still_compiles(tmp_path: Path, text: str, noted: bool) -> None:
    result = compile_brand(write(tmp_path, faq_csv=text))

    assert isinstance(result, CompiledPack)
    assert ("faq_long" in {note.kind for note in result.notes}) is noted


@pytest.mark.parametrize(
    "as_saved",
    [
        b"\xef\xbb\xbf" + FAQ_CSV.encode(),
        FAQ_CSV.replace("\n", "\r\n").encode(),
        FAQ_CSV.replace("en,Shipping\n", "en,Shipping\n,,,,,,\n\n").encode(),
        "\n".join(f"{row},," for row in FAQ_CSV.split("\n") if "," in row and '"' not in row)
        .replace(",zh-TW,,,", ",zh-TW,,,,")
        .encode(),
    ],
    ids=["byte order mark", "Windows line ends", "empty rows", "empty columns on the right"],
)
def test_what_a_spreadsheet_leaves_behind_is_no_mistake(tmp_path: Path, as_saved: bytes) -> None:
    folder = write(tmp_path)
    (folder / "faq.csv").write_bytes(as_saved)

    result = compile_brand(folder)

    assert isinstance(result, CompiledPack)
