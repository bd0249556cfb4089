#!/usr/bin/env python3
"""核对一个公开网站的文件夹是否和登记的一样。只用 Python 自带的功能，不需要也不相信网站的程序。

    python3 verify_site.py 网站文件夹 [--key 公钥文件] [--since 以前保存的签名页]

退出码：0 全部相符，1 发现问题或者不能核对。它不到二百行，请先读一遍再用。
做法：验签名页（Ed25519）；由全部登记重新算出总摘要（RFC 6962）；从每个文件页里原样取出标题、正文和附件名单，
算出摘要，再和盐值、网址、时间一起算出它的登记，与登记簿比较；核对附件；最后看每一条登记是不是都有网页。
"""

import argparse
import base64
import gzip
import hashlib
import json
import re
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

# Ed25519, RFC 8032: curve points as (x, y, z, t)
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    for bit in bin(number)[2:]:
        result = add(result, result)
        result = add(result, point) if bit == "1" else result
    return result


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("签名不对")
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def is_signed(key, text, signature):
    scalar = int.from_bytes(signature[32:], "little")
    digest = hashlib.sha512(signature[:32] + key + text).digest()
    right = times(int.from_bytes(digest, "little") % ORDER, point_of(key))
    right = add(point_of(signature[:32]), right)
    left = times(scalar, point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little")))
    same = all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))
    return same and len(signature) == 64 and scalar < ORDER


def checkpoint(note, key_line):
    """签名页上的条数和总摘要；签名不对就抛出 ValueError。"""
    name, shown, coded = key_line.strip().split("+", 2)
    key = base64.b64decode(coded, validate=True)
    number = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    if len(key) != 33 or key[0] != 1 or number.hex() != shown:
        raise ValueError("公钥不对")
    text, _, lines = note.decode().rpartition("\n\n")
    lines = [line.split(" ") for line in lines.splitlines()]
    signed = [base64.b64decode(last, validate=True) for *_, signer, last in lines if signer == name]
    ours = [each[4:] for each in signed if each[:4] == number]
    if not ours or not all(is_signed(key[1:], text.encode() + b"\n", each) for each in ours):
        raise ValueError("没有这把密钥的签名，或者签名不对")
    origin, size, root, *_ = text.split("\n")
    if origin != name:
        raise ValueError("是另一本登记簿的")
    return int(size), base64.b64decode(root, validate=True)


def root_of(row):
    """RFC 6962 的总摘要；每一层两两相并，落单的照样上升，结果与逐次对半分开相同。"""
    if not row:
        return hashlib.sha256(b"").digest()
    while len(row) > 1:
        pairs = [hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(row[::2], row[1::2])]
        row = pairs + row[len(row) // 2 * 2 :]
    return row[0]


def tile(site, level, number, width, length):
    """一片文件里的各段；缺少或者长度不对就抛出 ValueError。"""
    name = f"{number % 1000:03}" if width == 256 else f"{number % 1000:03}.p/{width}"
    while number := number // 1000:
        name = f"x{number % 1000:03}/{name}"
    path = site / "ledger" / "tile" / level / name
    data = path.read_bytes() if path.is_file() else b""
    if len(data) != width * length:
        raise ValueError(f"{path.relative_to(site)} 缺少，或者长度不对")
    return [data[i : i + length] for i in range(0, len(data), length)]


def read_log(site, size):
    """全部登记，和由它们算出的摘要；每一层都与文件比较。"""
    entries = []
    for number in range(-(-size // 256)):
        entries += tile(site, "entries", number, min(256, size - number * 256), 34)
    if any(entry[:2] != b"\0\x20" for entry in entries):
        raise ValueError("有一条登记的长度不对")
    entries = [entry[2:] for entry in entries]
    hashes = [hashlib.sha256(b"\0" + entry).digest() for entry in entries]
    level, row = 0, hashes
    while row:
        parts = [row[i : i + 256] for i in range(0, len(row), 256)]
        for number, part in enumerate(parts):
            if tile(site, str(level), number, len(part), 32) != part:
                raise ValueError(f"第 {level} 层第 {number} 片与登记不符")
        level, row = level + 1, [root_of(part) for part in parts if len(part) == 256]
    return entries, hashes


def between(page, left, right):
    if page.count(left) != 1 or page.count(right) != 1:
        raise ValueError(f"{left.decode()} 不止一处或者没有")
    return page.split(left)[1].split(right)[0]


def check_page(site, path, entries, spoken):
    """一个文件页的问题；spoken 记下每条登记属于哪一页。"""
    page, packed = (site / path).read_bytes(), site / f"{path}.gz"
    if packed.is_file() and gzip.decompress(packed.read_bytes()) != page:
        yield f"{path}.gz：压缩的副本与网页不同，读者收到的可能是它"
    ((head, box),) = re.findall(rb'<section class="proof"([^>]*)>(.*?)</section>', page, re.S)
    data = dict(re.findall(r' data-([a-z]+)="([^"]*)"', head.decode()))
    files = re.findall(rb'/files/([0-9a-f]{64}\.[a-z0-9]+)" download="([^"]*)"', page)
    text = b'<h1>%s</h1>\n<div class="prose">%s</div>\n%s' % (
        between(page, b"<h1>", b"</h1>"),
        between(page, b"<!--text-->", b"<!--/text-->"),
        b"".join(b"%s %s\n" % file for file in files),
    )
    number, earlier = int(data["leaf"]), [int(n) for n in data["earlier"].split()]
    told = {name: data[name] for name in ("act", "at", "since")} | {"id": f"/{path.as_posix()}"}
    told |= {"earlier": earlier, "text": hashlib.sha256(text).hexdigest()}
    told = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    whole = b"gongkai public text leaf v1\n" + bytes.fromhex(data["salt"]) + told.encode()
    entry = hashlib.new(data["hash"], whole).digest()
    if not 0 <= number < len(entries) or entries[number] != entry:
        yield f"{path}：标题、正文、附件名单、网址、时间或者盐值与第 {number} 号登记不符"
    since = datetime.fromisoformat(data["since"]).astimezone(timezone(timedelta(hours=8)))
    day = f'">{since.year}年{since.month}月{since.day}日</time>'
    if f'<time datetime="{data["since"]}{day}'.encode() not in box:
        yield f"{path}：网页上写的日期与登记不符"
    for file in (name.decode() for name, _ in files):
        place = site / "files" / file
        if not place.is_file() or hashlib.sha256(place.read_bytes()).hexdigest() != file[:64]:
            yield f"files/{file}：附件缺少或者被改动"
    for each in (*earlier, number):
        if spoken.setdefault(each, path) != path:
            yield f"{path}：第 {each} 号登记已经属于 {spoken[each]}"


def check(site, key_line, since):
    size, root = checkpoint((site / "ledger" / "checkpoint").read_bytes(), key_line)
    entries, hashes = read_log(site, size)
    faults, spoken = [] if root_of(hashes) == root else ["总摘要与全部登记算出的不符"], {}
    if since:
        old, old_root = checkpoint(since, key_line)
        if old > size or root_of(hashes[:old]) != old_root:
            faults.append(f"登记簿接不上以前保存的签名页（{old} 条）")
    for place in sorted(site.glob("xxgk/[0-9]*/[0-9]*/*.html")):
        path = place.relative_to(site)
        try:
            faults += check_page(site, path, entries, spoken)
        except Exception as why:
            faults.append(f"{path}：没有存证，或者读不懂（{why}）")
    faults += [f"第 {n} 号登记没有网页" for n in range(size) if n not in spoken]
    return faults


def main():
    words = argparse.ArgumentParser(description="核对一个公开网站的文件夹")
    for name in ("site", "--key", "--since"):
        words.add_argument(name, type=Path)
    given = words.parse_args()
    try:
        key_line = (given.key or given.site / "ledger" / "key.txt").read_text(encoding="utf-8")
        since = given.since.read_bytes() if given.since else b""
        faults = check(given.site, key_line, since)
    except (ValueError, OSError) as why:
        faults = [f"不能核对：{why}"]
    print("\n".join(faults) if faults else "全部相符")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
