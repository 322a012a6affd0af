"""Stories: cases lived through the real actions. The demonstration and the tests both tell them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from goldenthread.advice import actions as advice
from goldenthread.demo.area import Cast
from goldenthread.intake import actions as intake
from goldenthread.people.actions import register
from goldenthread.rules.involvement import Involvement
from goldenthread.rules.not_known import Answer

if TYPE_CHECKING:
    from goldenthread.advice.models import AdviceRequest, Referral
    from goldenthread.cases.models import Fact
    from goldenthread.directory.models import Organisation, Service
    from goldenthread.intake.models import Request
    from goldenthread.people.models import Child

FORENAMES = (
    "Wren",
    "Hal",
    "Cora",
    "Finn",
    "Rosa",
    "Dev",
    "Quin",
    "Ned",
    "Perran",
    "Vik",
    "Elowen",
    "Jago",
    "Tamsin",
    "Kit",
)
SURNAMES = (
    "Rowe",
    "Moyle",
    "Hext",
    "Nance",
    "Lobb",
    "Ennis",
    "Quick",
    "Pascoe",
    "Gale",
    "Jory",
    "Vosper",
    "Tonkin",
    "Uren",
)


@dataclass
class NhsNumbers:
    """Valid NHS numbers of the range that is never issued, 999 000 0000 onwards."""

    serial: int = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        nine = f"999{self.serial:06d}"
        self.serial += 1
        weighed = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
        check = 11 - weighed % 11
        return next(self) if check == 10 else nine + str(check % 11)


@dataclass
class Story:
    """Tells one case after another. Each `given_…` returns what it made, so that a test can go on from there."""

    cast: Cast
    numbers: Iterator[str] = field(default_factory=NhsNumbers)
    _children: int = 0

    def services(self, *labels: str) -> list[Service]:
        """Services by the labels on the tracker."""
        return [self.cast.services[label] for label in labels]

    def given_a_child(
        self,
        forename: str = "",
        surname: str = "",
        *,
        born_on: date = date(2015, 4, 7),
        on: date = date(2021, 3, 1),
        school: Organisation | None = None,
    ) -> Child:
        """A child registered with the area; invented names in turn where none are given."""
        self._children += 1
        turn = self._children
        return register(
            area=self.cast.area,
            forename=forename or FORENAMES[turn % len(FORENAMES)],
            surname=surname or SURNAMES[turn // len(FORENAMES) % len(SURNAMES)],
            born_on=born_on,
            nhs_number=next(self.numbers),
            school=school,
            by=self.cast.spoc,
            on=on,
        )

    def given_a_request(
        self,
        on: date,
        *,
        child: Child | None = None,
        named: Sequence[str] = (),
        reference: str = "",
        council: Organisation | None = None,
        assessment_requested_on: date | None = None,
    ) -> Request:
        """The council's request, received by the single point of contact on a day."""
        return intake.receive(
            child=child or self.given_a_child(on=on),
            council=council or self.cast.council,
            reference=reference,
            named=self.services(*named),
            assessment_requested_on=assessment_requested_on,
            by=self.cast.spoc,
            on=on,
        )

    def given_it_is_acknowledged(
        self, request: Request, on: date, *labels: str, involvement: Involvement = Involvement.OPEN
    ) -> None:
        """The records are looked up and the council is told which teams will respond."""
        self.given_the_records_say(request, on, *labels, involvement=involvement)
        intake.acknowledge(request=request, responding=self.services(*labels), by=self.cast.spoc, on=on)

    def given_the_records_say(
        self,
        request: Request,
        on: date,
        *labels: str,
        involvement: Involvement = Involvement.OPEN,
        closed_on: date | None = None,
    ) -> list[Fact]:
        """All records of these services are looked into, and say the same."""
        checked = [
            intake.Checked(service, involvement.value, closed_on) for service in self.services(*labels)
        ]
        return intake.check(request=request, checked=checked, by=self.cast.spoc, on=on)

    def given_advice_is_sought(
        self, on: date, *labels: str, request: Request | None = None, reference: str = ""
    ) -> list[AdviceRequest]:
        """Advice sought from these services on the day that the request was received."""
        request = request or self.given_a_request(on, reference=reference)
        self.given_it_is_acknowledged(request, on, *labels)
        return advice.seek(request=request, services=self.services(*labels), by=self.cast.spoc, on=on)

    def given_advice_comes(self, asked: AdviceRequest, on: date) -> None:
        """The service's advice is received on a day."""
        advice.record(advices=[asked], title="Advice", author="A clinician", by=self.cast.spoc, on=on)

    def given_the_child_is_not_known(self, asked: AdviceRequest, on: date) -> None:
        """The service says that it does not know the child: the request goes on by the not-known route."""
        advice.route(advice=asked, answer=Answer.NOT_KNOWN, by=self.cast.spoc, on=on)

    def given_a_full_referral(self, asked: AdviceRequest, on: date, label: str = "") -> Referral:
        """The child is referred in full, to the service that was asked where no other is named."""
        return advice.refer(
            advice=asked,
            service=self.cast.services[label] if label else asked.service,
            identified="Says single words at the age of four.",
            potential="May not hear well.",
            support="The nursery has used pictures since March.",
            by=self.cast.spoc,
            on=on,
        )
