"""Lists that are not Unicode: each name comes out right, or it is asked which one it is."""

import codecs
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from handout_help import OwnContent
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handouts.cli import main
from handouts.errors import ContentError
from handouts.mail.encodings import code_page
from handouts.mail.patients import read_table
from handouts.reading import load_library
from handouts.reading.mail_server import text_encoding

Save = Callable[[str, str], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def save_(names: str, encoding: str) -> Path:
        return saved(tmp_path, names, encoding)

    return save_


def saved(folder: Path, names: str, encoding: str) -> Path:
    path = folder / "patients.csv"
    rows = "".join(f"a{n}@example.org;{name}\n" for n, name in enumerate(names.split(","), 2))
    path.write_bytes(f"email;name\n{rows}".encode(encoding))
    return path


def names_in(path: Path, encoding: str | None = None, langs: tuple[str, ...] = ("en",)) -> str:
    return ",".join(row.cells["name"] for row in read_table(path, encoding, langs=langs).rows())


def asked(path: Path, langs: tuple[str, ...] = ("en",)) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_table(path, langs=langs)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("lang", "encoding", "names"),
    [
        ("en", "cp1252", "Müller"),
        ("en", "cp1252", "José,JOSÉ,GROßMANN,D’Angelo,Anna–Lena"),
        ("de", "cp1252", "Jürgen Bäcker,Größe,Anneliese Weiß,VON DER HÖH"),
        ("de-AT", "latin-1", "Jürgen Müller"),
        ("pl", "cp1250", "Łukasz Świętosławski,Żółć Wąchock"),
        ("ru", "cp1251", "Анна Каренина,Иван Грозный"),
        ("uk", "cp1251", "Їжак Ґудзь,Євген"),
        ("el", "cp1253", "Ελένη Παπαδοπούλου,Γιώργος Σεφέρης"),
    ],
)
def test_what_the_language_is_saved_in_and_nothing_else_may_be(
    save: Save, lang: str, encoding: str, names: str
) -> None:
    assert names_in(save(names, encoding), langs=(lang,)) == names


@pytest.mark.parametrize(
    ("langs", "encoding", "name", "other"),
    [
        (("en",), "cp1252", "Núñez", "Núńez"),
        (("en",), "cp1250", "Łukasz", "£ukasz"),
        (("en",), "mac_roman", "Müller", "MŸller"),
        (("en",), "mac_roman", "McÁvoy", "Mcçvoy"),
        (("en",), "cp850", "Bäcker", "B„cker"),
        (("de",), "cp850", "Müller", "Müller"),
        (("en",), "cp1251", "Анна Каренина", "Àííà Êàðåíèíà"),
        (("ru",), "koi8_r", "Анна Каренина", "бООБ лБТЕОЙОБ"),
        (("ru",), "mac_cyrillic", "Анна", "Ђнна"),
        (("en",), "cp1254", "Işık", "Iþýk"),
        (("en",), "cp1257", "Jānis", "Jânis"),
        (("en", "pl"), "cp1250", "Bańska", "Bañska"),
    ],
)
def test_a_name_that_may_be_another_is_asked_for(
    save: Save, langs: tuple[str, ...], encoding: str, name: str, other: str
) -> None:
    (said,) = asked(save(name, encoding), langs)
    assert "patients.csv:2: row 2, column 'name' may be " in said
    assert f"'{name}'" in said
    assert f"'{other}'" in said
    assert "say which with --encoding" in said
    assert "list_encoding" in said
    assert names_in(save(name, encoding), encoding) == name


def test_every_name_in_doubt_is_shown_and_no_other(save: Save) -> None:
    said = asked(save("Núñez,Anna,José,Begoña", "cp1252"))
    assert [line.partition(", column")[0].rpartition(": ")[2] for line in said] == [
        "row 2",
        "row 5",
    ]
    assert len(asked(save(",".join(f"Iñigo {n}" for n in range(50)), "cp1252"))) == 20


def test_an_address_in_doubt_is_asked_for_too(tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    path.write_bytes("email;name\niñigo@example.org;Ana\n".encode("cp1252"))
    (said,) = asked(path)
    assert "column 'email' may be 'iñigo@example.org' (cp1252" in said


def test_letters_in_a_column_that_means_nothing_are_not_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    path.write_bytes("email;notes;name\na@example.org;Año ½ ¤\x81;Müller\n".encode("latin-1"))
    assert names_in(path) == "Müller"


_LATIN = "aeiourlnst"
_ALPHABETS = {
    "cp1252": "äöüßéèêëáàâåæçíìîïñóòôõøúùûýÿœšž",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžäöüßăâîşţđőű",
    "cp1254": "çğıöşüâî",
    "cp1257": "āčēģīķļņšūžąęėįųõäöü",
    "mac_roman": "äöüßéèêëáàâåæçíìîïñóòôõøúùûÿ",
    "cp850": "äöüßéèêëáàâåæçíìîïñóòôõøúùûýÿ",
    "cp852": "ąćęłńóśźżáčďéěíňřšťúůýžäöüßăâîşţđőű",
    "iso8859_2": "ąćęłńóśźżáčďéěíňřšťúůýžäöüßăâîşţđőű",
    "iso8859_15": "äöüßéèêëáàâåæçíìîïñóòôõøúùûýÿœšž",
}


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, str]:
    """An encoding, and names of people in it: in small letters, with a capital, or in capitals."""
    encoding = draw(st.sampled_from(sorted(_ALPHABETS)))
    letters = st.text(_LATIN + _ALPHABETS[encoding], min_size=1, max_size=8)
    written = st.sampled_from([str.title, str.upper, str.lower])

    def name() -> str:
        text = draw(letters) + draw(st.sampled_from(_LATIN))
        changed: str = draw(written)(text)
        try:
            changed.encode(encoding)
        except UnicodeEncodeError:  # a capital the code page lacks
            return text.lower()
        return changed

    return encoding, ",".join(name() for _ in range(draw(st.integers(1, 3))))


@pytest.mark.hostile
@settings(deadline=None)
@given(lists(), st.sampled_from(["en", "de", "es", "pl", "cs", "tr", "lt", "ru", "el", "ja"]))
def test_no_name_ever_comes_out_as_another(
    tmp_path_factory: pytest.TempPathFactory, written: tuple[str, str], lang: str
) -> None:
    encoding, names = written
    path = saved(tmp_path_factory.mktemp("list"), names, encoding)
    with suppress(UnicodeDecodeError):  # what is UTF-8 is taken for that, by chance as well
        path.read_bytes().decode("utf-8")
        assume(names.isascii())
    try:
        read = names_in(path, langs=(lang,))
    except ContentError:  # asked
        read = names
    assert read == names
    assert names_in(path, encoding) == names


def test_letters_that_are_utf_8_by_chance_are_asked_for(save: Save) -> None:
    path = save("PÓŁTORAK", "cp1250")
    assert path.read_bytes().decode("utf-8").endswith("PӣTORAK\n")
    (said,) = asked(path, ("pl",))
    assert "may be 'PӣTORAK' (utf-8) or 'PÓŁTORAK' (cp1250," in said
    assert names_in(path, "cp1250") == "PÓŁTORAK"
    assert names_in(path, "utf-8") == "PӣTORAK"


# --- what the file or somebody says --------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("named", [None, "utf-8"])
def test_a_file_that_says_it_itself(save: Save, encoding: str, named: str | None) -> None:
    path = save("Łukasz Müller Анна", encoding)
    if named and not encoding.startswith(named):
        with pytest.raises(ContentError, match=f"is {encoding.upper()}, not utf-8; leave out"):
            names_in(path, named)
    else:
        assert names_in(path, named) == "Łukasz Müller Анна"


def test_utf_16_of_the_other_order(tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    path.write_bytes(codecs.BOM_UTF16_BE + "email;name\na@b.org;Müller\n".encode("utf-16-be"))
    assert names_in(path) == "Müller"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told(save: Save, encoding: str) -> None:
    path = save("Müller", encoding)
    (said,) = asked(path)
    assert "is no text: it has zero bytes" in said
    assert "add --encoding utf-16-le or utf-16-be" in said
    assert names_in(path, encoding) == "Müller"


@pytest.mark.parametrize("named", ["cp1252", "mac_roman", "latin-1"])
def test_a_list_in_utf_8_is_not_read_as_anything_else(save: Save, named: str) -> None:
    for name in ("Müller", "Ümit", "José"):
        with pytest.raises(ContentError, match="is UTF-8, not"):
            names_in(save(name, "utf-8"), named)
    assert names_in(save("Ana", "utf-8"), named) == "Ana"


def test_bytes_that_happen_to_be_utf_8_are_what_somebody_says(save: Save) -> None:
    path = save("模模", "gbk")
    assert path.read_bytes().decode("utf-8")
    assert names_in(path, "gbk") == "模模"


def test_an_encoding_that_does_not_fit_loses_letters_and_says_so(save: Save) -> None:
    assert names_in(save("Müller", "cp850"), "cp1252") == "M\ufffdller"


@pytest.mark.parametrize(
    ("lang", "page"),
    [
        *(("en", "cp1252"), ("es-MX", "cp1252"), ("fr", "cp1252"), ("de-CH", "cp1252")),
        *(("pl", "cp1250"), ("cs", "cp1250"), ("hu", "cp1250"), ("sr-Latn", "cp1250")),
        *(("ru", "cp1251"), ("uk", "cp1251"), ("sr", "cp1251"), ("az-Cyrl", "cp1251")),
        *(("el", "cp1253"), ("tr", "cp1254"), ("he", "cp1255"), ("ar", "cp1256")),
        *(("fa", "cp1256"), ("lt", "cp1257"), ("lv", "cp1257"), ("et", "cp1257")),
        *(("vi", "cp1258"), ("ja", "cp932"), ("ko", "cp949"), ("zh-Hans", "cp936")),
        *(("zh", "cp936"), ("zh-Hant", "cp950"), ("zh-TW", "cp950"), ("ZH-hant-HK", "cp950")),
    ],
)
def test_the_code_page_of_a_language(lang: str, page: str) -> None:
    assert code_page(lang) == page
    assert text_encoding(page) == codecs.lookup(page).name


@pytest.mark.parametrize(
    "name", ["ansi", "hex", "zlib", "rot13", "undefined", "punycode", "", "a\0b", "ü", "a" * 9999]
)
def test_what_is_no_encoding(name: str) -> None:
    with pytest.raises(ValueError, match="is no encoding; write one like"):
        text_encoding(name)


# --- from the command line -----------------------------------------------------------------------


def email(own: OwnContent, *arguments: str) -> int:
    given = ["--handout=log", "--pattern=left-backward", "--out=out", f"--content={own.root}"]
    return main.main(["email", *given, "--patients=patients.csv", *arguments])


def test_nothing_is_made_until_one_is_chosen(
    own: OwnContent,
    save: Save,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    save("Núñez", "cp1252")
    assert email(own) == 1
    said = capsys.readouterr().err
    assert "patients.csv:2: row 2, column 'name' may be 'Núñez' (cp1252" in said
    assert "or 'Núńez' (cp1250" in said
    assert not (tmp_path / "out").exists()
    assert email(own, "--encoding=cp1252") == 0
    assert "Núñez" in next((tmp_path / "out").glob("*.txt")).read_text("utf-8")
    assert email(own, "--encoding=nonsense") == 2
    assert "--encoding: 'nonsense' is no encoding" in capsys.readouterr().err


def test_a_clinic_may_say_it_for_every_list(
    own: OwnContent, save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own.clinic("mail:\n  list_encoding: cp1250\n")
    save("Núńez", "cp1250")
    assert email(own) == 0
    assert "Núńez" in next((tmp_path / "out").glob("*.txt")).read_text("utf-8")
    save("Müller", "utf-8")
    assert email(own) == 0
    assert "Müller" in next((tmp_path / "out").glob("*.txt")).read_text("utf-8")


def test_an_encoding_in_clinic_yaml_is_checked(own: OwnContent) -> None:
    own.clinic("mail:\n  list_encoding: ansi\n")
    with pytest.raises(ContentError, match=r"clinic.yaml:2: 'mail.list_encoding': 'ansi' is no"):
        load_library(own.root)
