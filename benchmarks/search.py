"""Search in many documents: the product's query path beside bare tantivy on the same index.

    python3 dev bench search [--documents 1000000] [--rounds 60] [--keep FOLDER] [--write]

A corpus of 1–2 kB texts is made by recombining civic vocabulary (the same for the same number),
fed to the product's own engine, and asked for one, two and three words and for 文号. The product
does everything a page needs but the database's check: reading the query, other ways of saying it,
ranking, facets, highlighted snippets; what it would keep of earlier queries is turned off.

Bare tantivy does the same work by its own means: its parser makes the same phrases over title and
text, it finds and reads ten documents, counts the same four facets and lets its SnippetGenerator
mark title and text. The generator needs texts cut into terms; those are made beforehand and cost
it nothing. "Only hits" is tantivy that finds and reads ten documents and does no more. All take
turns.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tantivy
from benchmarks import page

from gongkai.search.embedded import Index
from gongkai.search.engine import FACETS, Hit, Leaf
from gongkai.text import segment

SEED = 20261124
TOPICS = 120
STRETCHES = 400
"""Stretches of text a topic has; a document draws four to eight of them."""


def several(words: str) -> list[str]:
    """Return words written with spaces between them."""
    return words.split()


GENERAL = several(
    "关于 印发 通知 公告 公示 意见 方案 办法 规定 细则 工作 进一步 加强 做好 "
    "全县 有关 事项 情况 人民政府 办公室 各乡镇 街道 社区 单位 群众 负责 落实 "
    "要求 期限 材料 流程 申请 审核 发放 标准"
)
HEADS = several(
    "低保 特困 救助 残疾 高龄 医疗 养老 住房 公租 危房 产业 耕地 农机 惠农 公益 "
    "征收 宅基 不动产 户籍 学区 招生 资助 社保 就业 创业 疫苗 食品 药品 生产 "
    "防火 防汛 河长 环境 垃圾 污水 项目 招标 采购 预算 决算 三公 任免 招聘 考试 "
    "法律 调解 信访 信用 统计 税收 交通 客运 水利 电力 燃气 供水 文化 体育 旅游 "
    "档案 粮食 畜牧 渔业 林业 气象 地震 消防 殡葬 婚姻 收养 慈善 志愿 退役 优抚 "
    "双拥 民族 宗教 侨务 科技 专利 商务 外贸 口岸 金融 保险 债务 国资 审计 物价 "
    "质量 计量 广告 网络 数据 政务 窗口 热线 电梯 校车 幼托 助餐 养殖 种子 农药 "
    "化肥 灌溉 水库 堤防 公路 桥梁 停车 公交 物业 绿化 路灯 排水"
)
TAILS = several(
    "保障 补贴 对象 名单 资金 管理 审批 登记 许可 检查 评估 规划 建设 改造 整治 "
    "监测 服务 培训 奖励 处罚 收费 目录 指南 台账 设施 项目 基金 合同 档案 证明 "
    "资格 年检 抽检 预案 演练 宣传"
)
SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
PLACES = several("家村 家坪 溪村 湾村 岭社区 桥镇 河镇 塘村 坝村 沟村")
COUNTED = {name: {"terms": {"field": name, "size": 400}} for name in FACETS}
GOALS = {"one": 40.0, "two": 80.0, "three": 200.0, "number": 10.0}
TOLD = (
    "The product reads the query, adds other ways of saying it, ranks by title and freshness, counts "
    "four facets and marks title and snippet, with nothing kept of earlier queries; the database's "
    "check is not in it. Bare tantivy does the same by its own means: phrases over title and text, "
    "ten documents read, the same facets, its SnippetGenerator on title and text (cut into terms "
    "beforehand). Only hits: the same phrases in one field, ten documents read, nothing else."
)
LABELS = {"one": "one word", "two": "two words", "three": "three words", "number": "文号"}


def vocabulary() -> list[list[str]]:
    """Return for each topic the words its documents are made of."""
    rnd = random.Random(SEED)
    return [
        [head := HEADS[t % len(HEADS)], *(head + tail for tail in rnd.sample(TAILS, 12)),
         *rnd.sample(TAILS, 8)]
        for t in range(TOPICS)
    ]  # fmt: skip


def number_of(n: int) -> str:
    """Return the 文号 of a document."""
    return f"青政办发〔{2010 + n % 17}〕{n // 17 + 1}号"


def banks(rnd: random.Random) -> list[list[str]]:
    """Return for each topic the stretches its texts are made of: its words, a third general ones."""
    words = vocabulary()
    return [[_stretch(rnd, words, topic) for _ in range(STRETCHES)] for topic in range(TOPICS)]


def _stretch(rnd: random.Random, words: list[list[str]], topic: int) -> str:
    """Return some 80 characters: words of the topic and of another one, with commas."""
    own = words[topic] + words[rnd.randrange(TOPICS)][:3]
    picked = rnd.choices(own, k=16) + rnd.choices(GENERAL, k=8)
    rnd.shuffle(picked)
    return "，".join("".join(picked[at : at + 5]) for at in range(0, len(picked), 5)) + "。"


def leaves(documents: int) -> Iterator[Leaf]:
    """Make the corpus: topics by Zipf's law, stretches of theirs, some names of places."""
    rnd = random.Random(SEED + 1)
    words, stretches = vocabulary(), banks(rnd)
    places = [surname + place for surname in SURNAMES for place in PLACES]
    weights = [1 / (rank + 3) for rank in range(TOPICS)]
    topics = rnd.choices(range(TOPICS), weights, k=documents)
    for n, topic in enumerate(topics):
        place, phone = rnd.choice(places), rnd.randrange(10**6, 10**7)
        body = "".join(rnd.choices(stretches[topic], k=rnd.randint(4, 8)))
        first, second = rnd.choices(words[topic], k=2)
        yield Leaf(
            key=n + 1,
            version=n + 1,
            title=f"关于{place}{first}{second}的{rnd.choice(GENERAL[2:8])}",
            text=f"{place}{body}联系电话{phone}。",
            numbers=(number_of(n),),
            mentions=(number_of(n), number_of(rnd.randrange(documents))),
            column=f"c{topic % 60}",
            year=str(2010 + n * 17 // documents),
            organ=f"o{rnd.randrange(40)}",
            kind=f"k{topic % 11}",
            at=n * 400,
            weight=2 ** (n / documents * 4),
        )


def queries(documents: int, rounds: int) -> dict[str, list[str]]:
    """Return what is asked: words of one topic together, common and rare ones alike."""
    rnd = random.Random(SEED + 2)
    words = vocabulary()
    topics = [rnd.randrange(TOPICS) for _ in range(rounds)]
    asked = {
        kind: [" ".join(rnd.sample(words[t], count)) for t in topics]
        for kind, count in (("one", 1), ("two", 2), ("three", 3))
    }
    return asked | {"number": [number_of(rnd.randrange(documents)) for _ in range(rounds)]}


def everything(hits: tuple[Hit, ...]) -> dict[int, int]:
    """Stand in for the database: every hit is public."""
    return {hit.key: hit.key for hit in hits}


def product(index: Index) -> Callable[[str], int]:
    """Return the product's own way from typed words to a page, each time as if for the first."""
    from gongkai.search import embedded
    from gongkai.search import queries as asking

    embedded.KEPT_COUNTS = asking.KEPT_DRAFTS = 0

    def ask(typed: str) -> int:
        return asking.look(index, typed, check=everything, only={}).total

    return ask


def only_hits(index: Index) -> Callable[[str], int]:
    """Return tantivy alone: its own parser, ten hits, their stored fields."""

    def ask(typed: str) -> int:
        searcher = index._index.searcher()
        result = searcher.search(parsed(index, typed, ["words"]), 10)
        for _, address in result.hits:
            searcher.doc(address).to_dict()
        return result.count

    return ask


def parsed(index: Index, typed: str, fields: list[str]) -> tantivy.Query:
    """Return what tantivy's parser makes of words as phrases, or of a 文号."""
    if "〔" in typed:
        own, mention = (
            tantivy.Query.term_query(index.schema, name, typed, "basic")
            for name in ("number", "mention")
        )
        return own.or_should_match(mention) if len(fields) > 1 else mention
    said = " ".join(f'"{" ".join(segment.terms(word))}"' for word in typed.split())
    boosts = {"title": 4.0} if "title" in fields else None
    return index._index.parse_query(said, fields, boosts, conjunction_by_default=True)


def bare(index: Index) -> Callable[[str], int]:
    """Return tantivy doing the same work: hits, facets, and title and text highlighted."""
    cut: dict[int, tantivy.Document] = {}

    def in_terms(hit: Any) -> tantivy.Document:
        """Return a hit cut into terms; made when it is first met, in the turn that warms up."""
        key = hit.get_first("key")
        if key not in cut:
            cut[key] = made = tantivy.Document()
            for name, kept in (("title", "shown_title"), ("words", "shown_text")):
                made.add_text(name, " ".join(segment.terms(bytes(hit.get_first(kept)).decode())))
        return cut[key]

    def ask(typed: str) -> int:
        query = parsed(index, typed, ["title", "words"])
        searcher = index._index.searcher()
        result = searcher.search(query, 10)
        hits = [in_terms(searcher.doc(address)) for _, address in result.hits]
        searcher.aggregate(query, COUNTED)
        for name, most in (("title", 200), ("words", 220)):
            makes = tantivy.SnippetGenerator.create(searcher, query, index.schema, name)
            makes.set_max_num_chars(most)
            for hit in hits:
                makes.snippet_from_doc(hit).to_html()
        return result.count

    return ask


def measure(index: Index, documents: int, rounds: int) -> dict[str, dict[str, list[float]]]:
    """Ask every query of both, in turns; milliseconds by kind and side."""
    sides = {"product": product(index), "bare": bare(index), "hits": only_hits(index)}
    found: dict[str, dict[str, list[float]]] = {}
    for kind, asked in queries(documents, rounds).items():
        taken: dict[str, list[float]] = {side: [] for side in sides}
        for typed in asked:
            for ask in sides.values():
                ask(typed)  # its pages are in memory, and its hits cut into terms
            for side, ask in sides.items():
                started = time.perf_counter()
                ask(typed)
                taken[side].append((time.perf_counter() - started) * 1000)
        found[kind] = taken
    return found


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def rows_of(found: dict[str, dict[str, list[float]]]) -> list[list[str]]:
    """Return the figures, a row a kind of query."""
    rows = []
    for kind, taken in found.items():
        own = taken["product"]
        figures = [statistics.median(own), p95(own), GOALS[kind]]
        figures += [p95(taken["bare"]), p95(taken["hits"])]
        ratio = f"{p95(own) / p95(taken['bare']):.2f}"
        rows.append([LABELS[kind], *(f"{each:.2f}" for each in figures), ratio])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--keep", type=Path, default=None, help="folder of an index to reuse")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-search-") as home:
        os.environ |= {"GONGKAI_HOME": home, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
        import django

        django.setup()
        folder = given.keep or Path(home) / "index"
        index, built = Index(folder), ""
        if index.count() != given.documents:
            started = time.perf_counter()
            index.write(leaves(given.documents), ())
            built = (
                f" Built at {given.documents / (time.perf_counter() - started):,.0f} documents/s."
            )
        size = sum(file.stat().st_size for file in folder.iterdir()) / 2**30
        measure(index, given.documents, 5)  # warm
        found = measure(index, given.documents, given.rounds)
    head = ["query", "median ms", "p95 ms", "goal", "bare p95", "only hits p95", "p95 ÷ bare"]
    shown = page.table(head, rows_of(found))
    about = f"{given.documents:,} documents, index {size:.2f} GiB.{built}"
    print(f"{about}\n\n{shown}")
    if given.write:
        command = f"python3 dev bench search --documents {given.documents} --rounds {given.rounds}"
        page.put("Search", f"`{command} --write` on {page.machine()}. {about} {TOLD}\n\n{shown}")


if __name__ == "__main__":
    main()
