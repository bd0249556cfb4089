"""Check digits written once more, and numbers that pass them."""

from gongkai.text.personal import Validators, find

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_identity_number(number):
    total = sum(int(d) * w for d, w in zip(number[:17], WEIGHTS, strict=True))
    return number[17] == "10X98765432"[total % 11]


def is_bank_card(number):
    digits = [int(d) for d in reversed(number)]
    doubled = [d if i % 2 == 0 else sum(divmod(d * 2, 10)) for i, d in enumerate(digits)]
    return sum(doubled) % 10 == 0


def card(start, length):
    body = start.ljust(length - 1, "3")
    return next(body + str(n) for n in range(10) if is_bank_card(body + str(n)))


V = Validators(is_identity_number, is_bank_card)
ID = "11010519491231002X"
OTHER_ID = "110105194912310003"
PHONE = "13800138000"
CARD = card("622848", 19)


def told(text, least=0.0):
    """What is found in a text: kind and bare form."""
    return [(hit.kind, hit.normal) for hit in find(text, V) if hit.confidence >= least]
