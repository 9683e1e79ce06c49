"""Printable handouts for clinics that teach the Muscle Energy Technique."""

__version__ = "0.1.0"
