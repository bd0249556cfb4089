"""What machines read in a page: the meta tags of 国办发〔2017〕47号 and JSON-LD of schema.org."""

from collections.abc import Iterable
from typing import Any

from gongkai.portal.site import SiteFacts

Meta = list[tuple[str, str]]
Crumb = tuple[str, str]
"""Name and path of a page above."""


def site_meta(site: SiteFacts) -> Meta:
    """Return the tags every page must carry."""
    return [("SiteName", site.name), ("SiteDomain", site.domain), ("SiteIDCode", site.code)]


def column_meta(name: str, description: str, keywords: str, kind: str) -> Meta:
    """Return the tags of a column's pages and of the articles in it."""
    return [
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", keywords or name),
        ("ColumnType", kind),
    ]


def organisation(site: SiteFacts, organ: Any, path: str) -> dict[str, Any]:
    """Return an office as schema.org's GovernmentOrganization."""
    found = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": organ.name,
        "url": site.absolute(path),
        "address": organ.address,
        "telephone": organ.phone,
        "faxNumber": organ.fax,
        "email": organ.email,
        "identifier": organ.credit_code,
    }
    return {key: value for key, value in found.items() if value}


def breadcrumbs(site: SiteFacts, crumbs: Iterable[Crumb]) -> dict[str, Any]:
    """Return the way down to a page as schema.org's BreadcrumbList."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": site.absolute(path)}
            for place, (name, path) in enumerate(crumbs, start=1)
        ],
    }
