"""Questions about requests: lists, one case, the same applicant, table three of the report."""

from gongkai.foi.queries.applicants import Similar, asked_in_month, by_same_applicant, similar
from gongkai.foi.queries.fees import FeesOfYear, fees, notices, payments, waivers
from gongkai.foi.queries.lists import (
    DUE_SOON,
    FORMS,
    PICKUPS,
    Filter,
    descriptions,
    due_soon,
    lapsed_waits,
    narrowed,
    states,
    waiting_for,
)
from gongkai.foi.queries.page import CasePage, Progress, clock, page, progress, wanted
from gongkai.foi.queries.table_three import ALL, COLUMNS, Table, cell, table

__all__ = [
    "ALL",
    "COLUMNS",
    "DUE_SOON",
    "FORMS",
    "PICKUPS",
    "CasePage",
    "FeesOfYear",
    "Filter",
    "Progress",
    "Similar",
    "Table",
    "asked_in_month",
    "by_same_applicant",
    "cell",
    "clock",
    "descriptions",
    "due_soon",
    "fees",
    "lapsed_waits",
    "narrowed",
    "notices",
    "page",
    "payments",
    "progress",
    "similar",
    "states",
    "table",
    "waiting_for",
    "waivers",
    "wanted",
]
