"""Form fields that render themselves with NHS.UK components, label, hint, error and all."""

from goldenthread.design.fields.choice import Choice, Choices, Select, Tick
from goldenthread.design.fields.day import Day
from goldenthread.design.fields.text import Area, Email, File, Hidden, Number, Password, Search, Text

__all__ = [
    "Area",
    "Choice",
    "Choices",
    "Day",
    "Email",
    "File",
    "Hidden",
    "Number",
    "Password",
    "Search",
    "Select",
    "Text",
    "Tick",
]
