import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow tests last, so that a quick failure shows first."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes many seconds")
