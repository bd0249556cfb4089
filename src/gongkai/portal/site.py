"""Facts about the site itself that no record holds; an installation sets them by environment.

Each may be empty; what is empty is left out of the pages (the meta tags that 国办发〔2017〕47号
asks for stay, with an empty value, so that a checker sees what is missing).
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

import environ
from django.conf import settings

from gongkai.portal import links

NO_ADDRESS = "http://localhost"
"""Stands in absolute addresses as long as nobody has told the site its own."""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the head and the foot of every page say about the site.

    `name` and `sponsor` (主办单位) default to the county's name. `base_url` ends without a slash
    and may hold a path (`https://example.test/gk`). `hant` asks for the second tree in traditional
    characters (GONGKAI_HANT).
    """

    name: str = ""
    domain: str = ""
    code: str = ""
    icp: str = ""
    police: str = ""
    police_url: str = ""
    sponsor: str = ""
    undertaker: str = ""
    report_errors_url: str = ""
    badge_url: str = ""
    base_url: str = NO_ADDRESS
    service_url: str = ""
    hant: bool = False

    def absolute(self, path: str) -> str:
        """Return the full address of a page (`/xxgk/`)."""
        return self.base_url + path

    def service(self, path: str, root: str) -> str:
        """Return the way from a page to an answer of the web process (search).

        `service_url` names the web process where it is another host than the files; empty, it
        stands beside the files below the same prefix.
        """
        return self.service_url + path if self.service_url else links.under(path, root)


def site_facts() -> SiteFacts:
    """Return the facts from `GONGKAI_SITE_*` and `GONGKAI_BASE_URL`."""
    env = environ.Env()

    def given(name: str) -> str:
        value: str = env.str(f"GONGKAI_SITE_{name}", default="")
        return value.strip()

    base = str(settings.GONGKAI["base_url"]).rstrip("/")
    domain = given("DOMAIN") or urlsplit(base).netloc
    return SiteFacts(
        name=given("NAME"),
        domain=domain,
        code=given("CODE"),
        icp=given("ICP"),
        police=given("POLICE"),
        police_url=given("POLICE_URL"),
        sponsor=given("SPONSOR"),
        undertaker=given("UNDERTAKER"),
        report_errors_url=given("REPORT_ERRORS_URL"),
        badge_url=given("BADGE_URL"),
        service_url=str(settings.GONGKAI["service_url"]).rstrip("/"),
        hant=env.bool("GONGKAI_HANT", default=False),
        base_url=base or (f"https://{domain}" if domain else NO_ADDRESS),
    )
