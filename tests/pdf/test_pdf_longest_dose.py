"""The longest dose that a clinic may fill in has room in every handout, edition and paper."""

from __future__ import annotations

import pytest
from samples import LOWER_PAPERS, sampled

from handouts.building.plan import Selection, Variant, plan
from handouts.compose.composer import compose
from handouts.reading import Dose, Library, load_library
from handouts.reading.dose import LIMITS, DoseValue
from handouts.render.backend import render
from handouts.storage import paths

LONGEST = Dose(**{name: DoseValue(most - 1, most) for name, (_, most) in LIMITS.items()})
VARIANTS = plan(
    load_library(paths.content_dir(), langs=["en"]), Selection(patterns=("left-backward",))
)


@pytest.mark.parametrize(
    "output",
    sampled(VARIANTS, lambda output: output.stock.id in LOWER_PAPERS),
    ids=[output.path for output in VARIANTS],
)
def test_it_has_room(output: Variant, library: Library) -> None:
    document = compose(library, *output.key, dose=LONGEST)
    assert render(document, output.stock, output.edition, fillable=True).pages > 0
