"""Lists of patients, whatever program wrote them."""

import codecs
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_help import clinic_library

from handouts.errors import ContentError
from handouts.mail.patients import read_table
from handouts.mail.recipient import COLUMNS, Defaults, Recipient, Refused, recipient
from handouts.reading import Dose, DoseValue

DEFAULTS = Defaults(per_pattern=True, pattern="", lang="en", edition="standard", dose=Dose())
TEXT = "email;name;pattern\nana@example.org;Größe Müsli;left-backward\n"


def rows_of(
    path: Path, encoding: str | None = None, langs: tuple[str, ...] = ()
) -> list[dict[str, str]]:
    return [row.cells for row in read_table(path, encoding, langs=langs).rows()]


def saved(folder: Path, data: bytes | str) -> Path:
    path = folder / "patients.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def to(**cells: str) -> Recipient:
    return recipient(
        {"email": "ana@example.org", "pattern": "left-backward", **cells},
        DEFAULTS,
        clinic_library(),
    )


def faults(**cells: str) -> dict[str, str]:
    with pytest.raises(Refused) as caught:
        to(**cells)
    return dict(caught.value.faults)


# --- how a file is written ----------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_way_to_save_a_list(tmp_path: Path, encoding: str, end: str, delimiter: str) -> None:
    text = TEXT.replace(";", delimiter).replace("\n", end)
    path = saved(tmp_path, text.encode(encoding))
    assert rows_of(path) == [
        {"email": "ana@example.org", "name": "Größe Müsli", "pattern": "left-backward"}
    ]


@pytest.mark.parametrize(
    ("lang", "encoding", "names"),
    [
        ("ru", "cp1251", ["Анна Каренина", "Родион Раскольников", "Татьяна Ларина"]),
        ("el", "cp1253", ["Ελένη Παπαδοπούλου", "Γιώργος Σεφέρης", "Νίκος Καζαντζάκης"]),
        ("pl", "cp1250", ["Łódź Wąchock", "Świętosława Żółć", "Grzegorz Brzęczyszczykiewicz"]),
        ("de", "cp1252", ["Jürgen Müller", "Größe Müsli", "STRAßER", "Björn"]),
    ],
)
def test_other_code_pages(tmp_path: Path, lang: str, encoding: str, names: list[str]) -> None:
    text = "email;name\n" + "".join(f"a@example.org;{name}\n" for name in names)
    path = saved(tmp_path, text.encode(encoding))
    assert [row["name"] for row in rows_of(path, langs=(lang,))] == names
    assert [row["name"] for row in rows_of(path, encoding)] == names


def test_what_excel_puts_first_and_names_in_its_own_way(tmp_path: Path) -> None:
    text = 'sep=;\nE-Mail;Hold seconds;Shoe size\n"ana@example.org";"5";"42"\n'
    table = read_table(saved(tmp_path, codecs.BOM_UTF8 + text.encode()))
    assert table.ignored == ("Shoe size",)
    (row,) = table.rows()
    assert row.cells == {"email": "ana@example.org", "hold_seconds": "5"}
    assert (row.number, row.line) == (2, 3)


def test_what_no_spreadsheet_shows_is_not_counted(tmp_path: Path) -> None:
    text = "sep=\t\nemail\tname\nana@example.org\tAna\n\nbob@example.org\tBob\n"
    table = read_table(saved(tmp_path, text))
    assert [(row.number, row.line, row.cells["name"]) for row in table.rows()] == [
        (2, 3, "Ana"),
        (4, 5, "Bob"),
    ]


def test_a_mark_that_was_written_twice(tmp_path: Path) -> None:
    assert len(rows_of(saved(tmp_path, codecs.BOM_UTF8 * 2 + TEXT.encode()))) == 1


def test_empty_rows_before_the_heading(tmp_path: Path) -> None:
    (row,) = read_table(saved(tmp_path, f"\n;;\n{TEXT}")).rows()
    assert (row.number, row.line, row.cells["name"]) == (4, 4, "Größe Müsli")
    with pytest.raises(ContentError, match="has no rows"):
        read_table(saved(tmp_path, "\n\n;;\n"))


def test_a_list_without_a_heading(tmp_path: Path) -> None:
    (row,) = rows_of(saved(tmp_path, "ana@example.org,Ana,left-backward\n"))
    assert row == {"email": "ana@example.org", "name": "Ana", "pattern": "left-backward"}


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    text = 'email,name\n\na@b.org,"two\nlines"\n,\nc@d.org,x\n'
    found = [(row.number, row.line) for row in read_table(saved(tmp_path, text)).rows()]
    assert found == [(3, 3), (5, 6)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "has no rows"),
        ("name;pattern\n", "has no column 'email'"),
        ("email;name;name\n", "two columns are named 'name'"),
        ("email;patern\n", "did you mean 'pattern'?"),
    ],
)
def test_headings_that_are_not_understood(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(ContentError, match=what.replace("?", r"\?")):
        read_table(saved(tmp_path, text))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(ContentError, match="cannot be read"):
            read_table(path)
    with pytest.raises(ContentError, match="cannot be read"):
        rows_of(saved(tmp_path, TEXT), "no-such-encoding")


def test_rows_that_are_not_csv_are_refused_and_no_more(tmp_path: Path) -> None:
    text = "email,name\na@b.org,x,y,z\nc@d.org,Ana\n"
    found = list(read_table(saved(tmp_path, text)).rows())
    assert "has 4 cells for 2 columns" in found[0].faults[0][1]
    assert found[1].cells == {"email": "c@d.org", "name": "Ana"}


def test_a_quote_that_is_never_closed_is_found(tmp_path: Path) -> None:
    text = 'email,name\na@b.org,"x\n' + "c@d.org,Ana\n" * 20_000
    first = next(iter(read_table(saved(tmp_path, text)).rows()))
    assert "a quote that is not closed" in first.faults[0][1]


def test_a_stray_quote_takes_nobody_with_it(tmp_path: Path) -> None:
    """In a column that means nothing here, all patients behind it would be gone."""
    text = 'email,name,notes\na@b.org,Ana,"see\nc@d.org,Bob,\ne@f.org,Eve,\n'
    (row,) = read_table(saved(tmp_path, text)).rows()
    assert row.line == 2
    assert "is not CSV; look for a quote" in row.faults[0][1]
    closed = 'email,name,notes\na@b.org,Ana,"see\nc@d.org,Bob,x"\ne@f.org,Eve,\n'
    row, eve = read_table(saved(tmp_path, closed)).rows()
    assert "has addresses of several lines in column 3" in row.faults[0][1]
    assert (eve.number, eve.line, eve.faults) == (3, 4, ())
    words_behind = 'email,name\na@b.org,"Ana" Maria\n'
    (row,) = read_table(saved(tmp_path, words_behind)).rows()
    assert "is not CSV" in row.faults[0][1]


def test_a_line_of_enormous_length_is_no_two_rows(tmp_path: Path) -> None:
    long = "x" * ((1 << 17) - len("a@b.org,,")) + "c@d.org,Bob\n"
    text = f"email,name\na@b.org,{long}e@f.org,Eve\n"
    row, eve = read_table(saved(tmp_path, text)).rows()
    assert "a cell of enormous length" in row.faults[0][1]
    assert (eve.number, eve.line, eve.cells["name"]) == (3, 3, "Eve")


@pytest.mark.parametrize("sep", ["sep=,", "SEP=;", "sep=\t", "sep=|", "sep=", '"sep=:"', 'sep="'])
def test_the_first_line_that_excel_hides(tmp_path: Path, sep: str) -> None:
    delimiter = sep.strip('"')[4:5].strip('"') or ","
    text = f"{sep}\nemail{delimiter}name\na@b.org{delimiter}Ana\n"
    (row,) = read_table(saved(tmp_path, text)).rows()
    assert (row.number, row.line, row.cells["name"]) == (2, 3, "Ana")


def test_a_heading_tells_what_stands_between_cells(tmp_path: Path) -> None:
    for text in (
        "email;name, given and family, with title\na@b.org;Ana\n",
        "a@b.org;Ana;left-backward;hold_seconds=5, repeats=3, effort_of_10=2, days_a_week=3\n",
        'email|"name|title"\na@b.org|Ana\n',
        '"email";"what\nelse"\na@b.org;Ana\n',
    ):
        (row,) = read_table(saved(tmp_path, text)).rows()
        assert row.cells["email"] == "a@b.org"
        assert row.faults == ()


def test_a_column_without_a_heading_is_told(tmp_path: Path) -> None:
    text = "email,,name\na@b.org,,Ana\nc@d.org,left-backward,Bob\n"
    ana, bob = read_table(saved(tmp_path, text)).rows()
    assert ana.faults == ()
    assert "has something in column 2, which has no heading" in bob.faults[0][1]


def test_zero_bytes_are_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="is no text: it has zero bytes"):
        read_table(saved(tmp_path, "email,name\na@b.org,An\0a\n"))


@pytest.mark.hostile
@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_file_whatever_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = saved(tmp_path_factory.mktemp("any"), b"email,name\n" + data)
    try:
        for row in read_table(path).rows():
            if not row.faults:
                recipient(row.cells, DEFAULTS, clinic_library())
    except (ContentError, Refused):
        pass


@pytest.mark.sweep
@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts memory in another way")
def test_a_million_rows_are_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    with path.open("w") as file:
        file.write("email,name,pattern\n")
        file.writelines(f"p{number}@example.org,Ana,\n" for number in range(1_000_000))
    program = (
        "import resource, sys; from pathlib import Path;"
        "from handouts.mail.patients import read_table;"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "table = read_table(Path(sys.argv[1])); rows = table.rows(); next(rows); start = peak();"
        "print(1 + sum(1 for _ in rows), peak() - start)"
    )
    command = [sys.executable, "-c", program, str(path)]
    count, grown = map(int, subprocess.run(command, capture_output=True, check=True).stdout.split())
    assert count == 1_000_000
    assert grown < 5_000  # kB; the file has 35 MB


# --- what stands in a row -----------------------------------------------------------------------


def test_a_row() -> None:
    found = to(
        name=" Ana ",
        dose="hold_seconds=5; Repeats: 3-5",
        edition="MONO",
        language="EN",
        effort_of_10="2",
    )
    assert found.name == "Ana"
    assert found.edition == "mono"
    assert found.lang == "en"
    assert found.pattern is not None
    assert found.pattern.id == "left-backward"
    assert found.dose == Dose(
        hold_seconds=DoseValue(5, 5), repeats=DoseValue(3, 5), effort_of_10=DoseValue(2, 2)
    )


def test_everything_wrong_with_a_row_is_said_and_nothing_that_was_typed() -> None:
    wrong = dict.fromkeys(COLUMNS, "Somebody Else \u202e")
    found = faults(**wrong)
    assert set(found) >= {"email", "name", "pattern", "language", "edition", "hold_seconds"}
    assert "Somebody" not in str(found)


@pytest.mark.parametrize(
    "address",
    [
        "ana",
        "ana@",
        "a b@example.org",
        "ana@example.org\r\nBcc: eve@example.org",
        "a@b.org,c@d.org",
    ],
)
def test_addresses_that_are_none(address: str) -> None:
    assert "is not an address" in faults(email=address)["email"]


def test_addresses_of_other_scripts() -> None:
    assert to(email="ana@bücher.example.org").address == "ana@xn--bcher-kva.example.org"
    assert to(email="jörg@example.org").address == "jörg@example.org"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("x" * 10_000, "has 10000 characters; shorten it to 80"),
        ("Ana\r\nBcc: eve@example.org", "a line end"),
        ("Ana\x00", "an invisible character"),
        ("Ana\u202egro", "an invisible character"),
        ("Ana \ufffd", "were lost"),
        ("\U00012000\U00012001", "letters no typeface has"),
        ("#N/A", "is an error of a formula"),
        ("#REF!", "is an error of a formula"),
        ("MÃ¼ller", "were read in a wrong encoding"),
        ("JosÃ© Ã‘ez", "were read in a wrong encoding"),
    ],
)
def test_names_that_cannot_be_printed(name: str, what: str) -> None:
    assert what in faults(name=name)["name"]


@pytest.mark.parametrize("name", ["Anna\u00a0Maria", " Anna\u2009Maria\u00a0", "Anna Maria"])
def test_spaces_of_other_kinds_are_spaces(name: str) -> None:
    assert to(name=name).name == "Anna Maria"
    assert to(name=name).person == to(name="Anna Maria").person


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://x")', "<script>", "@SUM(A1)", "Robert'); DROP TABLE", "O’Brien"]
)
def test_names_that_only_look_dangerous(name: str) -> None:
    assert to(name=name).name == name


@pytest.mark.parametrize("dose", ["5", "hold=5", "hold_seconds=5, nonsense", "hold_seconds=many"])
def test_doses_that_are_not_understood(dose: str) -> None:
    assert "dose" in faults(dose=dose)


def test_a_cell_of_any_length_is_judged_at_once() -> None:
    assert "characters" in faults(dose=f"a{' ' * 100_000}a")["dose"]


def test_a_dose_given_twice() -> None:
    assert "given twice" in faults(dose="repeats=3", repeats="4")["repeats"]
    assert "gives 'repeats' twice" in faults(dose="repeats=3, Repeats: 3")["dose"]


def test_a_dose_has_a_column_for_each_value() -> None:
    values = {
        "hold_seconds": "5",
        "repeats": "3-5",
        "times_a_day": "2",
        "days_a_week": "7",
        "effort_of_10": "2",
    }
    found = to(**values).dose
    assert to(dose=", ".join(f"{name}={text}" for name, text in values.items())).dose == found
    assert to(dose="effort_of_10=2", **{**values, "effort_of_10": ""}).dose == found
    assert [(each.low, each.high) for each in found if each] == [
        (5, 5),
        (3, 5),
        (2, 2),
        (7, 7),
        (2, 2),
    ]
    wrong = faults(hold_seconds="0", repeats="many", effort_of_10="5 May", dose="days_a_week=9")
    assert set(wrong) == {"hold_seconds", "repeats", "effort_of_10", "dose"}
