"""What pages share: tables, ratings, timelines, lists, charts."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.design.chart import bars
from goldenthread.design.listing import Column, Pages, sorted_columns
from goldenthread.design.page import Entry, Link, Row, Task
from goldenthread.design.tests.reading import EVIL, read

DAY = date(2022, 3, 1)
COLUMNS = [Column("Child"), Column("Due", sort="due"), Column("Days", is_numeric=True)]


def test_a_table_is_read_by_its_headings_and_by_its_labels_when_it_is_cards():
    screen = read(
        "{{ ui.table('Asked', columns, rows) }}", columns=COLUMNS, rows=[(Link("Amelia", "/1/"), DAY, 1234)]
    )
    assert screen.one("caption").text == "Asked"
    assert [head.text for head in screen.all("th", scope="col")] == ["Child", "Due", "Days"]
    assert screen.one("th", scope="row").text == "Child Amelia"
    assert [cell.text for cell in screen.all("td")] == ["Due 1 Mar 2022", "Days 1,234"]
    assert screen.one("a", href="/1/").text == "Amelia"


def test_a_table_keeps_its_roles_when_it_is_drawn_as_cards():
    screen = read("{{ ui.table('Asked', ['Child', 'State'], [('Amelia', 'Asked')]) }}")
    roles = {element["role"] for element in screen.elements if element["role"]}
    assert roles == {"table", "rowgroup", "row", "columnheader", "rowheader", "cell"}


def test_rows_with_markup_are_written_by_the_page():
    screen = read(
        "{% call(row) ui.table('Asked', ['Child', 'State'], rows, hide_caption=true) %}"
        "{{ ui.head('Child', row.name, href='/1/') }}"
        "{% call ui.cell('State') %}{{ ui.rag('red', row.why) }}{% endcall %}{% endcall %}",
        rows=[{"name": EVIL, "why": EVIL}],
    )
    assert screen.one("a", href="/1/").text == " ".join(EVIL.split())
    assert screen.one("caption").classes == ["nhsuk-table__caption", "nhsuk-u-visually-hidden"]
    assert not screen.all("script")


def test_nothing_in_a_cell_is_nothing_and_a_nought_is_a_nought():
    screen = read("{{ ui.table('Counts', ['Service', 'Late', 'Lost'], [('OT', none, 0)]) }}")
    assert [cell.text for cell in screen.all("td")] == ["Late", "Lost 0"]


@pytest.mark.parametrize(
    ("sort", "direction"), [("due", "ascending"), ("-due", "descending"), ("child", None)]
)
def test_a_sorted_column_says_which_way(sort, direction):
    columns = sorted_columns(COLUMNS, {"sort": sort}, default="due")
    due = read("{{ ui.table('Asked', columns, []) }}", columns=columns).all("th", scope="col")[1]
    assert due["aria-sort"] == direction


def test_pages_are_numbered_with_where_we_are():
    screen = read(
        "{{ ui.pagination(pages) }}", pages=Pages(at=2, size=50, total=1240, query={"service": "ot"})
    )
    assert screen.one("a", aria_current="page").text == "2"
    assert screen.one("a", rel="next")["href"] == "?service=ot&page=3"
    assert screen.one("a", rel="prev")["href"] == "?service=ot&page=1"
    assert "Showing 51 to 100 of 1,240 requests" in screen.elements[0].text


@pytest.mark.parametrize(("at", "ways"), [(1, ["next"]), (3, ["prev"])])
def test_the_first_page_has_none_before_and_the_last_none_after(at, ways):
    screen = read(
        "{{ ui.pagination(pages, label='Below') }}", pages=Pages(at=at, size=50, total=120, query={})
    )
    assert [link["rel"] for link in screen.all("a") if link["rel"]] == ways
    assert screen.one("nav")["aria-label"] == "Below"


def test_a_list_of_one_page_says_only_how_many():
    screen = read("{{ ui.pagination(pages) }}", pages=Pages(at=1, size=50, total=3, query={}))
    assert (screen.elements[0].text, screen.all("nav")) == ("3 requests", [])


@pytest.mark.parametrize(
    ("rating", "word", "colour", "shape"),
    [
        ("red", "Red", "red", "path"),
        ("amber", "Amber", "orange", "path"),
        ("green", "Green", "green", "circle"),
        (None, "Not rated", "grey", "circle"),
    ],
)
def test_a_rating_is_a_word_and_a_shape_as_well_as_a_colour(rating, word, colour, shape):
    screen = read("{{ ui.rag(rating, '5 days late') }}", rating=rating)
    tag = screen.one("strong")
    assert tag.text == f"{word}: 5 days late"
    assert f"nhsuk-tag--{colour}" in tag.classes
    assert screen.one("svg")["aria-hidden"] == "true"
    assert len(screen.all(shape)) == 1


def test_no_two_ratings_share_a_shape():
    shapes = [
        read("{{ ui.rag(rating, '') }}", rating=one).html.split("<svg")[1].split("</svg>")[0]
        for one in ("red", "amber", "green", None)
    ]
    assert len(set(shapes)) == 4


def test_a_date_leads_to_how_it_was_worked_out():
    screen = read("{{ ui.explained(on, '/why/', 'for Speech therapy') }}", on=DAY)
    assert screen.elements[0].text == "1 March 2022 How is this date worked out? for Speech therapy"
    assert screen.one("a")["href"] == "/why/"


def test_a_summary_shows_words_dates_gaps_and_ways_to_change_them():
    rows = [
        Row("Name", EVIL),
        Row("Born", DAY, (Link("Change", "/c/", "date of birth"),)),
        Row("School", None),
        Row("GP", "Dr Ash", href="/gp/"),
    ]
    screen = read("{{ ui.summary(rows) }}", rows=rows)
    values = [value.text for value in screen.all("dd", class_="nhsuk-summary-list__value")]
    assert values == [" ".join(EVIL.split()), "1 March 2022", "Not recorded", "Dr Ash"]
    assert screen.one("a", href="/c/").text == "Change date of birth"
    assert screen.one("a", href="/gp/").text == "Dr Ash"


def test_a_summary_of_markup_is_written_by_the_page():
    screen = read(
        "{% call(row) ui.summary(rows) %}{{ ui.tag(row.value, 'blue') }}{% endcall %}",
        rows=[Row("State", "Asked")],
    )
    assert screen.one("dd").text == "Asked"
    assert screen.one("strong").classes == ["nhsuk-tag", "nhsuk-tag--blue"]


def test_a_timeline_tells_what_happened_in_order():
    entries = [
        Entry(
            on=date(2022, 1, 4),
            sentence="The request came in.",
            note="By Pat",
            links=(Link("Correct", "/c/", "4 January"),),
        ),
        Entry(on=date(2022, 1, 5), sentence="Advice was sought.", is_corrected=True),
        Entry(on=DAY, sentence="Advice is due.", is_to_come=True),
        Entry(on=None, sentence=EVIL),
    ]
    told = [
        entry.text
        for entry in read("{{ ui.timeline(entries) }}", entries=entries).all(
            "li", class_="gt-timeline__entry"
        )
    ]
    assert told == [
        "4 January 2022 The request came in. By Pat Correct 4 January",
        "5 January 2022 Advice was sought. Corrected since",
        "1 March 2022 (to come) Advice is due.",
        f"No date {' '.join(EVIL.split())}",
    ]


def test_a_timeline_gives_machines_the_date_and_strikes_what_was_wrong():
    entries = [Entry(on=DAY, sentence="Advice was sought.", is_corrected=True)]
    screen = read("{{ ui.timeline(entries) }}", entries=entries)
    assert screen.one("time")["datetime"] == "2022-03-01"
    assert screen.one("del").text == "Advice was sought."


def test_a_task_is_described_by_how_it_stands():
    tasks = [Task("Speech therapy", "5 days late", "/s/", "Due 1 March", "red"), Task("OT", "Received")]
    screen = read("{{ ui.task_list(tasks, id='asked') }}", tasks=tasks)
    assert screen.one("a", href="/s/")["aria-describedby"] == "asked-1"
    assert [screen.one("div", id=f"asked-{at}").text for at in (1, 2)] == ["5 days late", "Received"]
    assert screen.one("strong").classes == ["nhsuk-tag", "nhsuk-tag--red"]


@pytest.mark.parametrize(("done", "total", "most"), [(1, 3, "3"), (0, 0, "1")])
def test_progress_is_told_in_words_too(done, total, most):
    screen = read("{{ ui.progress('Returned', done, total) }}", done=done, total=total)
    assert screen.one("label").text == f"Returned: {done} of {total}"
    assert (screen.one("progress")["value"], screen.one("progress")["max"]) == (str(done), most)


def test_steps_say_how_far_they_are_in_words():
    screen = read(
        "{{ ui.steps([('Chase', 'done', '1 March'), ('Head of service', 'now'), ('Board', 'later')], 'Ladder') }}"
    )
    assert [step.text for step in screen.all("li")] == [
        "Done Chase 1 March",
        "Now Head of service",
        "Later Board",
    ]
    assert [step["aria-current"] for step in screen.all("li")] == [None, "step", None]
    assert screen.one("ol")["aria-label"] == "Ladder"


def test_a_figure_leads_to_what_it_counts_where_it_can():
    screen = read("{{ ui.figures([(1240, 'overdue', '?due=over'), (0, 'on step 3', none)]) }}")
    assert [one.text for one in screen.all("li")] == ["1,240 overdue", "0 on step 3"]
    assert [link["href"] for link in screen.all("a")] == ["?due=over"]


def test_filters_are_a_form_that_works_as_a_link():
    screen = read("{% call ui.filters('Filter the worklist', clear='/list/') %}<p>fields</p>{% endcall %}")
    form = screen.one("form", role="search")
    assert (form["method"], form["aria-label"]) == ("get", "Filter the worklist")
    assert screen.one("a", href="/list/").text == "Clear all filters"


def test_filters_with_words_are_sent_where_no_address_shows_them():
    form = read("{% call ui.filters('Find', action='/search/', csrf_input='token') %}{% endcall %}").one(
        "form"
    )
    assert (form["method"], form["action"]) == ("post", "/search/")
    assert "token" in form.text


def test_a_chart_is_drawn_to_scale_with_its_numbers_beside_it():
    chart = bars("By month", ("Month", "Requests"), [("January", 10, "?m=1"), ("February", 5), ("March", 0)])
    screen = read("{{ ui.bar_chart(chart) }}", chart=chart)
    lengths = [float(bar["width"] or 0) for bar in screen.all("rect", fill="#005eb8")]
    assert lengths == [270.0, 135.0, 0.0]
    assert [cell.text for cell in screen.all("td")] == ["Requests 10", "Requests 5", "Requests 0"]
    assert [link["href"] for link in screen.all("a")] == ["?m=1"]
    assert (screen.one("svg")["role"], screen.one("title").text) == ("img", "By month")


@pytest.mark.parametrize("figures", [[], [("January", 0)]])
def test_a_chart_of_nothing_is_drawn_all_the_same(figures):
    chart = bars("By month", ("Month", "Requests"), figures)
    assert [bar.length for bar in chart.bars] == [0.0] * len(figures)
    assert read("{{ ui.bar_chart(chart) }}", chart=chart).one("svg")


def test_charts_escape_what_they_are_given():
    chart = bars(EVIL, (EVIL, EVIL), [(EVIL, 1, EVIL)], about=EVIL)
    assert not read("{{ ui.bar_chart(chart) }}", chart=chart).all("script")


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ ui.empty('Nothing is overdue.', 'See all', '/') }}", "Information: Nothing is overdue. See all"),
        ("{{ ui.inset('Known.') }}", "Information: Known."),
        ("{% call ui.inset() %}Known.{% endcall %}", "Information: Known."),
        ("{{ ui.warning('Late', 'The limit passed.') }}", "Important: Late The limit passed."),
        ("{% call ui.warning('Late') %}<p>Chase.</p>{% endcall %}", "Important: Late Chase."),
        ("{% call ui.details('Copies') %}<p>Nobody.</p>{% endcall %}", "Copies Nobody."),
        ("{{ ui.tag('Asked') }}", "Asked"),
        ("{{ ui.button('Withdraw', 'warning', 'deed', 'withdraw') }}", "Withdraw"),
        ("{{ ui.button_link('Seek advice', '/seek/', 'secondary') }}", "Seek advice"),
        ("{{ ui.ways([{'text': 'Change', 'href': '/'}]) }}", "Change"),
    ],
)
def test_small_things_say_what_they_are_told(template, words):
    assert " ".join(read(template).elements[0].text.replace("Nobody.", " Nobody.").split()) == words


def test_a_button_can_say_which_deed_it_is():
    button = read("{{ ui.button('Withdraw', 'warning', 'deed', 'withdraw') }}").one("button")
    assert (button["name"], button["value"], button["type"]) == ("deed", "withdraw", "submit")
