"""The site works under any path of a host."""

from gongkai.publish.management.commands.publish import path_prefix
from gongkai.publish.site import publish
from tests.portal.press import AT, fill
from tests.portal.reading import html_files, read, target


def test_links_stay_inside_wherever_the_folder_stands(press, home):
    fill(press)
    built = publish(home / "deep" / "er", AT).release
    for name, text in html_files(built).items():
        for link in read(text).links:
            assert not link.startswith("/"), f"{name} → {link}"
            found = target(name, link)
            assert found is None or (built / found).is_file(), f"{name} → {link}"


def test_prefix_is_in_every_absolute_address(press, home, settings):
    settings.GONGKAI = {**settings.GONGKAI, "base_url": "https://example.test"}
    document = press.publish("第一条")
    built = publish(home / "site", AT, prefix="/gk").release
    for name in ("sitemap-1.xml", "rss.xml"):
        text = (built / name).read_text()
        assert f"https://example.test/gk{document.address}" in text
        assert "https://example.test/xxgk" not in text
    new = press.publish("第二条")
    done = publish(home / "site", AT, prefix="/gk")
    assert not done.whole
    assert f"https://example.test/gk{new.address}" in (built / "rss.xml").read_text()
    assert publish(home / "site", AT).whole


def test_prefix_is_written_as_people_like():
    assert [path_prefix(each) for each in ("", "/", "gk", "/gk/", " a/b ")] == [
        "",
        "",
        "/gk",
        "/gk",
        "/a/b",
    ]
