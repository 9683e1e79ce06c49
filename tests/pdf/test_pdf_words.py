"""Every word of a handout is in its PDF, in order, and no other."""

from __future__ import annotations

from handout_help import Made
from spoken import told_by_document, told_by_tree


def test_structure_tree_says_what_the_document_says(made: Made) -> None:
    assert told_by_tree(made.reading) == told_by_document(made.document)
