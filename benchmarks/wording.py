"""Thousands of fixed words in one pass: our rule packs beside other ways to look for words.

    python3 dev bench wording [--words 2000 20000] [--megabytes 4] [--rounds 5] [--write]

Invented words of two to five characters are looked for in an invented text of common characters,
in which some of them stand. Ours compiles a pack and builds findings; `re` is one alternation,
longest words first; pyahocorasick takes part where it is installed. A last line runs all packs
that come with the program, with their patterns and checks of structure. Times are CPU times.
"""

import argparse
import importlib
import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

from benchmarks import page

from gongkai.text.proofreading import proofread
from gongkai.text.severity import Severity
from gongkai.text.wording import Pack, compile_packs, shipped
from gongkai.text.wording.own import OwnRule, own_pack
from gongkai.text.wording.pack import Rule

SEED = 20261124
SIZE, LONGEST = 100_000, 0.5
"""Characters of a long text, and how many seconds a look through it may take."""
GOALS = {2_000: 60.0, 20_000: 30.0}
TOLD = (
    "CPU time. The packs find invented words in an invented text of common characters and build "
    "findings; the peers only count. The last line has patterns and checks of structure, too."
)
COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "政府信息公开群众办事服务镇村街道社区补贴低保救助医疗教育规划建设项目资金管理监督审查发布通知意见方案落实责任部门单位情况数据"
)


def text_of(megabytes: float) -> str:
    """An invented text of that size in UTF-8, with sentences and paragraphs."""
    rnd = random.Random(SEED)
    said, size = [], 0
    while size < megabytes * 1e6:
        sentence = "".join(rnd.choices(COMMON, k=rnd.randint(8, 40))) + rnd.choice("，，，。。\n")
        said.append(sentence)
        size += 3 * len(sentence)
    return "".join(said)


def words_of(number: int) -> list[str]:
    """Invented words, of which a few stand in the text by chance."""
    rnd = random.Random(SEED + number)
    found: set[str] = set()
    while len(found) < number:
        found.add("".join(rnd.choices(COMMON, k=rnd.choice((3, 4, 4, 4, 5)))))
    return sorted(found)


def ours(words: list[str]) -> Callable[[str], int]:
    """A pack of these words."""
    rule = Rule("bench", Severity.HINT, "{text}", "bench", words=dict.fromkeys(words, ""))
    wording = compile_packs([Pack("bench", "bench", "1", date(2026, 1, 1), (rule,))])
    return lambda text: len(wording.find(text))


def alternation(words: list[str]) -> Callable[[str], int] | None:
    """One regular expression."""
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    return lambda text: sum(1 for _ in pattern.finditer(text))


def pyahocorasick(words: list[str]) -> Callable[[str], int] | None:
    """The other binding, where it is installed."""
    try:
        library = importlib.import_module("ahocorasick")
    except ImportError:
        return None
    automaton = library.Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return lambda text: sum(1 for _ in automaton.iter_long(text))


def speed(find: Callable[[str], int], text: str, rounds: int) -> tuple[float, int]:
    """Megabytes of UTF-8 in a second of CPU time (median), and how many were found."""
    size, times, found = len(text.encode()) / 1e6, [], 0
    for _ in range(rounds):
        begun = time.process_time()
        found = find(text)
        times.append(time.process_time() - begun)
    return size / statistics.median(times), found


def looked_through(number: int, size: int, rounds: int) -> tuple[float, float, int]:
    """Seconds to compile an office's own words, and to look through a text of ``size`` characters."""
    rules = [OwnRule(word, f"改{word}") for word in words_of(number)]
    begun = time.process_time()
    own = own_pack("own", "bench", "1", date(2026, 1, 1), rules)
    wording = compile_packs([*shipped(), own])
    compiled = time.process_time() - begun
    text, times, found = text_of(4 * size / 1e6)[:size], [], 0
    for _ in range(rounds):
        begun = time.process_time()
        found = len(proofread(text, wording, most=None))
        times.append(time.process_time() - begun)
    return compiled, statistics.median(times), found


def main() -> int:
    """Print a table; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--megabytes", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    text = text_of(given.megabytes)
    short = text[: len(text) // 8]
    rows, missed = [], False
    for number in given.words:
        words = words_of(number)
        rate, found = speed(ours(words), text, given.rounds)
        goal = GOALS.get(number, 0)
        missed |= rate < goal
        rows.append([f"{number}", "rule pack", f"{rate:.1f}", f"{found}", f"≥ {goal:.0f}"])
        for name, make in (("`re` alternation", alternation), ("pyahocorasick", pyahocorasick)):
            peer = make(words)
            if peer:
                rate, found = speed(peer, short, 1)
                rows.append([f"{number}", name, f"{rate:.1f}", f"{found} in an eighth", ""])
    wording = compile_packs(shipped())
    rate, found = speed(lambda said: len(wording.find(said)), text, given.rounds)
    total = sum(len(rule.words) for rule in wording.rules)
    rows.append([f"{total}", "all shipped packs", f"{rate:.1f}", f"{found}", ""])
    shown = page.table(["words", "way", "MB/s", "found", "goal"], rows)
    compiled, seconds, found = looked_through(given.words[-1], SIZE, given.rounds)
    shown += (
        f"\n\nA text of {SIZE:,} characters, looked through as at a save (words, figures, damage) with "
        f"{given.words[-1]:,} words of the office beside the shipped packs: {seconds * 1000:.0f} ms, "
        f"{found} remarks; compiling that set once an edition: {compiled * 1000:.0f} ms."
    )
    missed |= seconds > LONGEST
    print(shown)
    if given.write:
        command = f"python3 dev bench wording {' '.join(sys.argv[1:])}"
        page.put("Wording", f"`{command}` on {page.machine()}. {TOLD}\n\n{shown}")
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
