"""How Goldenthread looks and speaks: NHS.UK frontend for Django, without JavaScript, at 320 pixels.

Pages extend a layout, say what they say through one `Page`, ask with `forms.Form` and `fields`, and
share the macros of `components`. Nothing here knows what a case is.
"""
