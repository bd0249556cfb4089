"""Every page of the desk that is read, for the tests that walk them all."""

from typing import Any

from gongkai.law.disclosure import PROCEDURE

PLAIN = (
    *("/desk/", "/desk/documents/", "/desk/mine/", "/desk/checks/", "/desk/signing/"),
    *("/desk/calendar/", "/desk/calendar/?month=2026-10", "/desk/withheld/", "/desk/supervision/"),
    *("/desk/clean-ups/", "/desk/new/", "/desk/new/policy/", "/desk/new/interpretation/"),
    *("/desk/withheld/?due=late", "/desk/withheld/new/", "/desk/rate/", "/desk/rate/missing/"),
    *("/desk/rate/published/?year=2026", "/desk/secrecy/", "/desk/assessments/"),
    *("/desk/settings/lists/", "/desk/withheld/?due=year&extent=whole&q=讨论"),
    *("/desk/search/", "/desk/search/?q=公告", "/desk/search/?q=没有这样的&page=9"),
    *("/desk/settings/", "/desk/settings/columns/", "/desk/settings/holidays/"),
    *("/desk/settings/offices/liuxi/", "/desk/catalogue/", "/desk/catalogue/import/"),
    *("/desk/cases/", "/desk/cases/?state=decided&q=1", "/desk/cases/new/", "/desk/complaints/"),
    *("/desk/cases/table-four/?year=2025", "/desk/cases/table-four/suit_after/total/"),
    *("/desk/complaints/new/", "/desk/cases/table-four/suit_after/won/"),
    *("/desk/catalogue/new/", "/desk/settings/columns/aid/", "/desk/settings/columns/aid/close/"),
)
OF_DOCUMENT = (
    "",
    "edit/",
    "findings/",
    "check/",
    "assessment/",
    "reviews/",
    "due/",
    "link/",
    "salt/",
    "differences/",
    "versions/1/",
)


def pages(documents: dict[str, Any], steps: tuple[str, ...], acts: tuple[str, ...]) -> list[str]:
    """Return the addresses: of lists and settings, of every document, step and act."""
    found = [*PLAIN]
    for document in documents.values():
        base = f"/desk/documents/{document.pk}/"
        found += [base + tail for tail in OF_DOCUMENT]
        found += [f"{base}step/{s}/" for s in steps if document.state in PROCEDURE.step(s).sources]
    found += [f"/desk/settings/offices/liuxi/{act}/" for act in acts]
    return found
