"""The clinic screen: `clinic.yaml` filled in, its comments kept; faults told; undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from desk_help import PATIENCE, Answer, Served, serving
from handout_help import OwnContent, built_in_clinic
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import Page, expect

from handouts.desk import clinic_form
from handouts.editing.yaml_values import edited, values_of
from handouts.errors import ContentError
from handouts.mail.credentials import VARIABLE, keep_password, mail_password
from handouts.reading import Mail

expect.set_options(timeout=PATIENCE * 1000)
BUILT_IN = built_in_clinic()
FILE = Path("clinic.yaml")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    room = tmp_path_factory.mktemp("clinic")
    content = OwnContent(room / "content")
    content.keep("correction")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        with serving(content, room / "dist", builds=False) as served:
            yield served


@pytest.fixture(autouse=True)
def as_built_in(clinic: Served) -> None:
    clinic.content.clinic(BUILT_IN)


def base(clinic: Served) -> str:
    found = re.search(r'name="base" value="(\w+)"', clinic.ask("/clinic").text)
    assert found
    return found[1]


def save(clinic: Served, **fields: str) -> Answer:
    typed = {name.replace("__", "."): value for name, value in fields.items()}
    return clinic.post("/clinic", {"base": base(clinic), **typed})


def text(clinic: Served) -> str:
    return clinic.content.path("clinic.yaml").read_text(encoding="utf-8")


def comments(yaml: str) -> list[str]:
    return re.findall(r"#[^\n]*", yaml)


def test_what_is_typed_is_in_the_file_and_its_comments_stay(clinic: Served) -> None:
    answer = save(
        clinic,
        name='Smith & "Sons": Physio # 1',
        phone="01632 960 134",
        address="1 High Street\nTown",
        country="gb",
        colours__left="#00695C",
        dose__hold_seconds="5-10",
        paper="letter",
        links__video="https://clinic.example/film",
        remember__prints="visits",
    )
    assert (answer.status, answer.headers["location"]) == (303, "/clinic?done=saved")
    found = clinic.content.load().clinic
    assert found.name == 'Smith & "Sons": Physio # 1'
    assert found.phone == "01632\xa0960\xa0134"
    assert found.address == "1 High Street\nTown"
    assert (found.brand.left, found.paper, found.remember.prints) == ("#00695C", "letter", "visits")
    assert found.dose.hold_seconds == (5, 10)
    assert found.emergency.number == "999"
    for comment in comments(BUILT_IN):
        assert comment in text(clinic)
    assert "Smith &amp; &#34;Sons&#34;" in clinic.ask("/clinic").text


def test_the_last_save_is_undone(clinic: Served) -> None:
    save(clinic, name="One")
    save(clinic, name="Two")
    assert clinic.content.load().clinic.name == "Two"
    assert clinic.post("/clinic/undo", {}).status == 303
    assert clinic.content.load().clinic.name == "One"
    clinic.post("/clinic/undo", {})
    assert clinic.content.load().clinic.name == "Two"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("phone", "none", "has no digits"),
        ("email", "nobody", "is not an address"),
        ("country", "Narnia", ""),
        ("web", "javascript:alert(1)", ""),
        ("name", "x" * 10_000, "shorten it"),
        ("dose.repeats", "900", "is too high"),
        ("mail.host", "not a server", "is not a server"),
        ("links.video", "ftp://x", ""),
        ("paper", "a5", "is no paper"),
        ("remember.days", "0", "is not possible"),
        ("name", "a\x00b", "invisible character"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_saved(
    clinic: Served, field: str, value: str, said: str
) -> None:
    answer = clinic.post("/clinic", {"base": base(clinic), field: value})
    assert answer.status == 422
    told = re.search(rf'id="wrong-{re.escape(field)}" role="alert">([^<]+)<', answer.text)
    assert told or field == "name", answer.text
    assert said in answer.text.lower()
    assert text(clinic) == BUILT_IN


def test_the_first_field_that_is_wrong_is_looked_at(clinic: Served) -> None:
    wrong = {"base": base(clinic), "remember.days": "0", "dose.repeats": "900"}
    page = clinic.post("/clinic", wrong).text
    (focused,) = re.findall(r"<input[^>]* autofocus>", page)
    assert 'name="dose.repeats"' in focused
    assert "autofocus" not in clinic.ask("/clinic").text


def test_a_pale_colour_is_told_with_the_nearest_in_a_click(clinic: Served) -> None:
    answer = save(clinic, colours__right="#FF9900")
    assert answer.status == 422
    assert "Too pale to read: 2.1 to 1 on white" in answer.text
    nearest = re.search(r'name="use" value="right=(#[0-9A-F]{6})"', answer.text)
    assert nearest
    used = clinic.post("/clinic", {"base": base(clinic), "use": f"right={nearest[1]}"})
    assert f'value="{nearest[1]}"' in used.text
    assert text(clinic) == BUILT_IN
    assert save(clinic, colours__right=nearest[1]).status == 303


def test_what_was_changed_elsewhere_meanwhile_is_not_lost(clinic: Served) -> None:
    before = base(clinic)
    clinic.content.clinic(BUILT_IN.replace("name: ", "name: Ours ", 1))
    answer = clinic.post("/clinic", {"base": before, "phone": "123"})
    assert "was changed elsewhere" in answer.text
    assert "123" not in text(clinic)
    assert clinic.content.load().clinic.name == "Ours"


def multipart(clinic: Served, name: str, data: bytes, **fields: str) -> Answer:
    parts = {"token": clinic.token, "base": base(clinic), "name": "Ours", **fields}
    head = b"".join(
        f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in parts.items()
    )
    of_file = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head + of_file.encode() + data + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    return clinic.ask("/clinic", "POST", body, Origin=clinic.url.rstrip("/"), Content_Type=kind)


def png() -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 20), "#00695C").save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize(("name", "data"), [("our logo.PNG", png()), ("../../logo.svg", SVG)])
def test_a_logo_is_taken_and_shown(clinic: Served, name: str, data: bytes) -> None:
    assert multipart(clinic, name, data).status == 303
    logo = clinic.content.load().clinic.logo
    assert logo is not None
    assert logo.path.parent == clinic.content.root
    assert logo.path.read_bytes() == data
    assert clinic.ask("/clinic/logo").body == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.png", b"no picture"),
        ("logo.exe", png()),
        ("logo.svg", b"<svg"),
        ("logo.png", b""),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
        ("logo.png", png()[:60]),
        ("logo.svg", b" " * 1_050_000),
    ],
)
def test_a_logo_that_is_none_is_told(clinic: Served, name: str, data: bytes) -> None:
    before = sorted(clinic.content.root.iterdir())
    answer = multipart(clinic, name, data)
    assert answer.status == 422
    assert re.search(r'id="wrong-logo" role="alert">[^<]+<', answer.text)
    assert sorted(clinic.content.root.iterdir()) == before
    assert text(clinic) == BUILT_IN


def test_a_file_that_is_no_yaml_is_told_and_can_be_undone(clinic: Served) -> None:
    save(clinic, name="One")
    save(clinic, name="Two")
    clinic.content.clinic("name: [")
    answer = clinic.ask("/clinic")
    assert answer.status == 503
    assert "clinic.yaml, line " in answer.text
    clinic.post("/clinic/undo", {})
    assert clinic.content.load().clinic.name == "One"


def test_a_password_that_cannot_be_kept_is_told_and_in_no_file(clinic: Served) -> None:
    asked = {"mail__host": "mail.example.org", "mail__user": "desk"}
    answer = save(clinic, password="open sesame", **asked)
    assert answer.status == 422
    assert "The password is not kept" in answer.text
    assert "open sesame" not in answer.text
    assert clinic.content.load().clinic.mail.user == "desk"  # all else is saved
    for file in clinic.out.parent.rglob("*"):
        assert not file.is_file() or b"open sesame" not in file.read_bytes()
    said = save(clinic, password="open sesame", mail__host="", mail__user="").text
    assert "Give the server and whom to log in as" in said


def test_a_password_is_kept_where_it_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = pytest.importorskip("keyring", reason="the extra 'mail' brings it")
    kept: dict[tuple[str, str], str] = {}
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(keyring, "set_password", lambda *of: kept.update({of[:2]: of[2]}))
    monkeypatch.setattr(keyring, "get_password", lambda *of: kept.get(of))
    keep_password("desk", "mail.example.org", "open sesame")
    mail = Mail(host="mail.example.org", user="desk")
    assert mail_password(mail) == "open sesame"
    assert mail_password(mail._replace(user="other")) is None


VALUES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(clinic_form.FIELDS), VALUES.map(str.strip), max_size=6))
def test_whatever_is_written_is_read_again(values: dict[str, str]) -> None:
    new = edited(BUILT_IN, values, FILE)
    try:
        assert values_of(new, values, FILE) == values
    except ContentError:  # letters that no file of words may have, told where they are
        clinic_form.proposed(BUILT_IN, {}, FILE)
    for comment in comments(BUILT_IN):
        assert comment in new


def test_the_picture_and_the_contrast_follow(page: Page, clinic: Served) -> None:
    page.goto(clinic.key)
    page.goto(f"{clinic.url}clinic")
    before = page.locator("#large").get_attribute("src") or ""
    page.locator("[name=name]").fill("Riverside Physiotherapy")
    expect(page.locator("#large")).not_to_have_attribute("src", before)
    colour = page.locator('[id="colours.right"]')
    colour.fill("#FF9900")
    expect(colour).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Use #").click()
    expect(colour).not_to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("#said")).to_have_text("Saved.")
    assert clinic.content.load().clinic.name == "Riverside Physiotherapy"
