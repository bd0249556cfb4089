"""What the web process answers: published files, and previews for those who may see them."""

import shutil

import pytest
import time_machine
from django.urls import reverse

from gongkai.portal import release
from gongkai.publish.site import publish
from tests.portal.press import AT, PICTURE, SECRET, keep
from tests.portal.reading import read


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Where the published site is kept for the tests after the first."""
    return tmp_path_factory.mktemp("built") / "site"


@pytest.fixture
def site(printed, home, built):
    if built.exists():
        return shutil.copytree(built, home / "site", symlinks=True)
    publish(home / "site", AT)
    shutil.copytree(home / "site", built, symlinks=True)
    return home / "site"


def body(response) -> bytes:
    if not response.streaming:
        return response.content
    data = b"".join(response)
    response.close()
    return data


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/xxgk/", "text/html; charset=utf-8"),
        ("/xxgk/2026/11/1.html", "text/html; charset=utf-8"),
        ("/rss.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/look/base.css", "text/css; charset=utf-8"),
        ("/look/theme.js", "text/javascript; charset=utf-8"),
        ("/SHA256SUMS", "text/plain; charset=utf-8"),
        ("/xxgk/lanmu/finance/list-1.csv", "text/csv; charset=utf-8"),
    ],
)
def test_published_file_has_its_type(client, site, path, kind):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == kind
    assert body(response) == release.find(release.current(site), path[1:]).read_bytes()


def test_reader_who_has_the_page_gets_it_not_again(client, site):
    first = client.get("/xxgk/")
    assert first["Cache-Control"] == "no-cache"
    by_tag = client.get("/xxgk/", headers={"if-none-match": first["ETag"]})
    by_date = client.get("/xxgk/", headers={"if-modified-since": first["Last-Modified"]})
    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert by_tag["ETag"] == first["ETag"]


def test_page_that_did_not_change_keeps_its_tag(client, site, press, home):
    tags = [client.get("/xxgk/2026/11/1.html")["ETag"], client.get("/")["ETag"]]
    press.publish("又一条", column="finance")
    publish(home / "site", AT)
    assert client.get("/xxgk/2026/11/1.html")["ETag"] == tags[0]
    assert client.get("/")["ETag"] != tags[1]


def test_withdrawn_address_is_gone(client, site, printed):
    response = client.get(printed["gone"].address)
    assert response.status_code == 410
    assert "这条信息已经撤下" in body(response).decode()
    assert SECRET not in body(response).decode()


def test_unknown_address_shows_a_page_whose_links_work(client, site):
    response = client.get("/xxgk/2026/99/1.html")
    page = read(body(response).decode())
    assert response.status_code == 404
    assert "没有找到这个网页" in page.text("h1")
    assert "../../../look/base.css" in page.links


def test_folder_without_slash_leads_to_its_page(client, site):
    response = client.get("/xxgk")
    assert (response.status_code, response["Location"]) == (302, "/xxgk/")


@pytest.mark.parametrize(
    "path",
    [
        *("/../stamp.json", "/xxgk/../../stamp.json", "/%2e%2e/stamp.json", "/..%2fstamp.json"),
        *("/%2e%2e%5cstamp.json", "/.current", "/xxgk%00.html", "/" + "x" * 5000),
    ],
)
def test_nothing_outside_the_release_is_sent(client, site, path):
    assert client.get(path).status_code == 404


def test_link_out_of_the_release_is_not_followed(client, site, tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    (release.current(site) / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    assert client.get("/way-out.txt").status_code == 404


def test_only_reading(client, site):
    assert client.post("/xxgk/").status_code == 405


def test_head_has_no_body(client, site):
    response = client.head("/xxgk/")
    assert response.status_code == 200
    assert int(response["Content-Length"]) > 1000


def test_attachments_are_saved_and_pictures_shown(client, site):
    sheet = keep(b"spreadsheet", "xlsx").sha256
    saved = client.get(f"/files/{sheet}.xlsx")
    assert saved["Content-Disposition"].startswith("attachment")
    assert saved["Content-Type"].endswith("spreadsheetml.sheet")
    shown = client.get(f"/files/{keep(PICTURE, 'png').sha256}.png")
    assert "attachment" not in shown.get("Content-Disposition", "")
    assert shown["Content-Type"] == "image/png"
    assert (body(saved), body(shown)) == (b"spreadsheet", PICTURE)


def test_before_the_first_publication_a_sentence(client, home, db):
    response = client.get("/")
    assert response.status_code == 503
    assert "还没有生成" in response.content.decode()
    assert client.get("/look/base.css").status_code == 200
    assert client.get("/look/none.css").status_code == 503


def test_site_where_links_are_not_allowed(client, site):
    (site / "current").unlink()
    (site / "current.txt").write_text("1")
    assert client.get("/").status_code == 200
    (site / "current.txt").write_text("../..")
    assert client.get("/").status_code == 503


# ── Previews ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def sign_in(client, county):
    def enter(name):
        client.force_login(county.accounts[name], "django.contrib.auth.backends.ModelBackend")
        return client

    with time_machine.travel(AT, tick=False):
        yield enter


def preview(document) -> str:
    return reverse("portal-preview", args=[document.pk])


def test_clerk_sees_a_draft_as_the_public_will(sign_in, printed):
    response = sign_in("李办").get(preview(printed["draft"]))
    page = read(response.content.decode())
    assert response.status_code == 200
    assert page.text("h1") == "未公开的草稿"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Cache-Control"] == "no-store"
    assert "../../look/portal.css" in page.links


def test_correction_in_work_is_previewed_not_the_public_text(sign_in, printed):
    page = read(sign_in("李办").get(preview(printed["in_work"])).content.decode())
    assert page.text("h1") == SECRET


def test_person_of_another_office_learns_nothing(sign_in, printed):
    assert sign_in("钱").get(preview(printed["draft"])).status_code == 404
    assert sign_in("钱").get("/preview/999999/").status_code == 404


def test_stranger_is_asked_to_sign_in(client, printed):
    response = client.get(preview(printed["draft"]))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("desk-login"))


def test_document_without_text_has_no_preview(sign_in, printed):
    from gongkai.disclosures.models import Document

    Document.objects.filter(pk=printed["draft"].pk).update(draft=None)
    assert sign_in("李办").get(preview(printed["draft"])).status_code == 404


def test_signer_without_second_factor_sees_nothing_where_it_is_demanded(sign_in, printed, settings):
    settings.GONGKAI = {**settings.GONGKAI, "totp_for_signers": True}
    assert sign_in("王主任").get(preview(printed["draft"])).status_code == 404
    assert sign_in("李办").get(preview(printed["draft"])).status_code == 200


def test_pictures_of_a_preview_need_the_same_right(sign_in, printed, client):
    picture = f"/preview/{printed['notice'].pk}/files/{keep(PICTURE, 'png').sha256}.png"
    assert client.get(picture).status_code == 404
    assert sign_in("钱").get(picture).status_code == 404
    found = sign_in("李办").get(picture)
    assert (found.status_code, body(found)) == (200, PICTURE)
    assert found["Cache-Control"] == "no-store"


def test_preview_sends_only_files_of_that_document(sign_in, press, printed):
    other = keep(b"of somebody else", "txt").sha256
    path = f"/preview/{printed['notice'].pk}/files/{other}.txt"
    assert sign_in("李办").get(path).status_code == 404


def test_file_the_store_has_lost_is_not_found(sign_in, printed):
    from gongkai.kernel.kept import path_of

    sheet = keep(b"spreadsheet", "xlsx").sha256
    path_of(sheet).unlink()
    path = f"/preview/{printed['notice'].pk}/files/{sheet}.xlsx"
    assert sign_in("李办").get(path).status_code == 404
