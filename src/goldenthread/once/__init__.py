"""A form that is sent twice does one thing: each carries a key of its own, and what came of it is kept.

A double click, a browser that tries again, a page found open the next morning: all give the first result. The same
key with other answers is not done; the person is told so, and nothing that they typed is lost.
"""
