"""Long lists in pages; filter and place stand in the address."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_ROWS = 40


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, how many rows there are in all, and the address without the page."""

    page: Page[Any]
    total: int
    query: str

    @property
    def pages(self) -> list[int | str]:
        """The page numbers to offer, with gaps."""
        paginator = self.page.paginator
        return [*paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)]

    @property
    def several(self) -> bool:
        """True when there is more than one page."""
        return self.page.paginator.num_pages > 1


def listing(request: HttpRequest, rows: QuerySet[Any] | list[Any]) -> Listing:
    """Return the page that the address asks for; a number out of range gives the nearest page."""
    paginator = Paginator(rows, PAGE_ROWS)
    kept = request.GET.copy()
    kept.pop("page", None)
    query = kept.urlencode()
    page = paginator.get_page(request.GET.get("page"))
    return Listing(page, paginator.count, f"{query}&" if query else "")
