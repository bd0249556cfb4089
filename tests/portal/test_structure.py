"""The tree of offices."""

from gongkai.portal import structure
from gongkai.portal.shell import Shell
from tests.portal.press import ON
from tests.portal.reading import read


def test_tree_follows_the_offices(press):
    (county,) = structure.tree(Shell(ON))
    assert county.organ.slug == "qinghe"
    below = {branch.organ.slug: [b.organ.slug for b in branch.below] for branch in county.below}
    assert "taoxi" in below["liuxi"]
    liuxi = next(branch for branch in county.below if branch.organ.slug == "liuxi")
    assert "党政综合办公室" in [each.name for each in liuxi.departments]


def test_page_shows_departments_and_telephones(press):
    tree, leaders = structure.pages(Shell(ON))
    text = read(tree.text).text()
    assert "桃溪村" in text
    assert "乡镇 1 个" in text
    assert "王主任" in read(leaders.text).text()
    assert leaders.path == "/jigou/lingdao.html"
