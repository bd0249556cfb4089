"""The site is whole, or it is the old one."""

from gongkai.publish.manifest import Manifest, verify
from gongkai.publish.site import publish
from tests.portal.press import AT


def test_site_is_built(press, home):
    press.publish()
    done = publish(home / "site", AT)
    assert done.changed
    assert verify(done.release) == []
    assert "xxgk/2026/11/1.html" in Manifest.read(done.release).files
