"""The invented texts of the county: one function a kind of document, all in canonical HTML."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

SURNAMES = "周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "德民桂兰秀英建国玉梅福生长顺春花志明爱华"
GROUPS = ("一组", "二组", "三组", "四组", "五组")


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return an accessible table; cells that are figures stand to the right."""
    heads = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    return (
        f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _cell(text: str) -> str:
    figure = text.replace(",", "").replace(".", "").replace("%", "").isdigit()
    return f'<td class="r">{text}</td>' if figure else f"<td>{text}</td>"


def paragraphs(*lines: str) -> str:
    """Return lines as paragraphs; a line that begins 一、 and the like becomes a heading."""
    return "".join(
        f"<h2>{line}</h2>"
        if line[1:2] == "、" and line[0] in "一二三四五六七八"
        else f"<p>{line}</p>"
        for line in lines
    )


def signed(organ: str, on: date) -> str:
    """Return the signature block at the end."""
    return f'<p class="sign">{organ}<br>{on.year}年{on.month}月{on.day}日</p>'


def masked_name(chance: Random) -> str:
    """Return an invented name with its given name struck out as lists show it."""
    return f"{chance.choice(SURNAMES)}*{chance.choice(GIVEN)}"


def allowance_list(organ: str, villages: Sequence[str], on: date, chance: Random) -> str:
    """低保 list: name, village, persons, amount, and nothing else."""
    rows = []
    for _ in range(chance.randint(5, 12)):
        persons = chance.randint(1, 4)
        rows.append(
            (
                chance.choice(villages),
                masked_name(chance),
                str(persons),
                f"{persons * chance.choice((486, 512, 560, 638)):,}.00",
                f"{on.year}-{on.month:02d}",
            )
        )
    until = on + timedelta(days=7)
    text = paragraphs(
        f"根据《社会救助法》和本县最低生活保障工作规定，经本人申请、入户核查、民主评议和审核确认，现将{on.year}年{on.month}月新增最低生活保障对象予以公示。",
        f"公示期为7天，自{on.year}年{on.month}月{on.day}日至{until.month}月{until.day}日。公示期内如有异议，可以向{organ}民政岗位反映，电话0999-6000012。",
    )
    head = ("村（社区）", "户主", "保障人数", "月保障金额（元）", "起始月份")
    return text + table("新增对象", head, rows) + signed(organ, on)


def relief_list(organ: str, villages: Sequence[str], on: date, chance: Random) -> str:
    """临时救助 list."""
    rows = [
        (chance.choice(villages), masked_name(chance), f"{chance.randint(6, 40) * 100:,}.00")
        for _ in range(chance.randint(3, 7))
    ]
    text = paragraphs(
        f"{on.year}年{on.month}月，{organ}共给予{len(rows)}户困难家庭临时救助，现将救助情况公示如下。",
        "救助资金通过社会保障卡发放。对公示内容有异议的，可以来人、来电反映。",
    )
    return (
        text
        + table("临时救助发放情况", ("村（社区）", "户主", "金额（元）"), rows)
        + signed(organ, on)
    )


def appointment_list(organ: str, villages: Sequence[str], on: date, chance: Random) -> str:
    """People about to be engaged for public-welfare posts."""
    posts = ("保洁员", "护路员", "护林员", "河道巡查员")
    rows = [
        (masked_name(chance), village, chance.choice(posts)) for village in (*villages, *villages)
    ]
    text = paragraphs(
        f"经本人申请、村（社区）推荐和资格审核，{organ}拟聘用下列人员到公益性岗位工作，现予以公示。",
        "公示期内如有异议，可以来人、来电反映，电话0999-6000012。",
    )
    return text + table("拟聘人员", ("姓名", "村（社区）", "岗位"), rows) + signed(organ, on)


def subsidy_list(organ: str, villages: Sequence[str], on: date, chance: Random) -> str:
    """耕地地力保护补贴 by village."""
    rows = []
    for village in villages:
        for group in GROUPS[: chance.randint(2, 5)]:
            area = chance.randint(2000, 9000) / 10
            rows.append((village, group, f"{area:,.1f}", f"{area * 101.5:,.2f}"))
    text = paragraphs(
        f"按照省、市、县有关要求，{organ}完成了{on.year}年耕地地力保护补贴面积核实工作，补贴标准为每亩101.5元，现分村组公示。",
        "农户个人面积和金额在本村公示栏张贴，请到村核对。",
    )
    head = ("村", "组", "面积（亩）", "补贴金额（元）")
    return text + table("补贴面积和金额", head, rows) + signed(organ, on)


def policy(organ: str, matter: str, on: date, chance: Random) -> str:
    """A policy document of four parts."""
    months = chance.choice((3, 6, 12))
    return paragraphs(
        f"各村（社区），各内设机构：为做好{matter}工作，结合我地实际，现就有关事项通知如下。",
        "一、总体要求",
        f"坚持以人民为中心，把{matter}作为为民办事的重要内容，做到任务明确、责任到人、过程公开、结果可查。",
        "二、主要任务",
        f"（一）摸清底数。各村（社区）在{months}个月内完成排查，建立台账，按月更新。",
        f"（二）规范办理。{matter}的条件、程序、时限和结果一律在政府信息公开专栏和村级公示栏公开。",
        "（三）强化监督。畅通电话、来访、网上三个渠道，对群众反映的问题在五个工作日内作出答复。",
        "三、保障措施",
        "（一）加强组织领导，明确一名负责同志分管，指定专人办理。",
        "（二）落实经费，不得向群众和企业转嫁费用。",
        "四、其他事项",
        f"本通知自{on.year}年{on.month}月{on.day}日起施行，有效期三年。",
    ) + signed(organ, on)


def interpretation(title: str, matter: str, on: date) -> str:
    """What a policy means, in the six elements (row F01)."""
    return paragraphs(
        "一、背景",
        f"近年来，群众对{matter}的关注增多，原有做法在程序和公开方面还有不清楚的地方，需要统一。",
        "二、依据",
        "《中华人民共和国政府信息公开条例》以及省、市、县关于这项工作的有关规定。",
        "三、目标任务",
        f"用一年左右的时间，使{matter}的条件、程序、时限和结果都能在网上和村里看到。",
        "四、涉及范围",
        "本辖区内的居民和单位。",
        "五、主要措施",
        "摸清底数、规范办理、强化监督三项任务，每一项都明确了责任岗位和完成时间。",
        "六、咨询方式",
        f"对《{title}》有疑问的，可以在工作时间拨打0999-6000011咨询。",
    )


def budget(organ: str, year: int, on: date, chance: Random, settled: bool) -> str:
    """A budget or final account with one table whose parts make the total."""
    names = ("一般公共服务", "社会保障和就业", "卫生健康", "城乡社区", "农林水", "住房保障")
    parts = [chance.randint(900, 52000) / 10 for _ in names]
    rows = [(name, f"{part:,.1f}") for name, part in zip(names, parts, strict=True)]
    rows.append(("合计", f"{sum(parts):,.1f}"))
    word = "决算" if settled else "预算"
    return (
        paragraphs(
            f"{organ}{year}年部门{word}已经批准，现按照《中华人民共和国预算法》第十四条的规定公开。",
            f"{year}年一般公共预算支出{word}为{sum(parts):,.1f}万元，按功能分类如下表。“三公”经费比上年减少，没有因公出国（境）费用。",
        )
        + table(f"支出{word}表（单位：万元）", ("科目", f"{word}数"), rows)
        + signed(organ, on)
    )


def project(organ: str, name: str, on: date, chance: Random) -> str:
    """Progress of a construction project."""
    done = chance.randint(2, 9) * 10
    return paragraphs(
        f"{name}总投资{chance.randint(80, 900)}万元，由{organ}组织实施。截至{on.month}月底，已完成工程量的{done}%。",
        "本月完成管沟开挖和路基整理，施工现场安全文明施工检查合格，没有发生安全事故。",
        "下一步计划进行路面铺装和绿化恢复。施工期间给出行带来不便，请予谅解。",
    ) + signed(organ, on)


def notice(organ: str, matter: str, on: date) -> str:
    """A short public notice."""
    return paragraphs(
        f"经研究，现将{matter}有关情况予以公告。",
        "请相关单位和群众按照公告要求办理。如有疑问，可以在工作时间到便民服务中心咨询，或者拨打0999-6000011。",
    ) + signed(organ, on)


def allowance_guide(organ: str, on: date) -> str:
    """How to apply for the subsistence allowance."""
    return paragraphs(
        "共同生活的家庭成员人均收入低于当地最低生活保障标准，并且家庭财产符合规定的，可以申请最低生活保障（低保）。",
        "申请人向户籍所在地的便民服务中心提出申请，交身份证、户口簿和家庭收入、财产情况的说明，签署核对授权书。"
        "行动不便的，可以委托村（居）民委员会代为申请。",
        "受理以后入户调查、核对信息、提出审核意见并公示7天，没有异议的报县民政局确认。",
        "不收取任何费用。咨询电话0999-6000011。",
    ) + signed(organ, on)


def inspection(organ: str, field: str, on: date, chance: Random) -> str:
    """Result of a round of inspection."""
    seen = chance.randint(12, 60)
    bad = chance.randint(1, 6)
    return paragraphs(
        f"{on.year}年{on.month}月，{organ}开展{field}检查，共检查单位和场所{seen}家次，"
        f"发现问题{bad}个，当场整改{bad - 1}个，限期整改1个。",
        "对限期整改的单位，已下达整改通知，并将在期满后复查。",
    ) + signed(organ, on)


def village_affairs(organ: str, quarter: int, on: date, chance: Random) -> str:
    """Quarterly village affairs."""
    income, spent = chance.randint(40, 220) * 1000, chance.randint(20, 200) * 1000
    rows = [
        ("本季度收入", f"{income:,}.00"),
        ("本季度支出", f"{spent:,}.00"),
        ("用于公益事业", f"{spent // 2:,}.00"),
    ]
    return (
        paragraphs(
            f"根据《村民委员会组织法》，现将{on.year}年第{quarter}季度有关事项公布如下，请监督。",
            "本季度召开会议两次，讨论了道路维护、垃圾清运和防汛值守等事项。",
        )
        + table("收支情况（单位：元）", ("项目", "金额"), rows)
        + signed(organ, on)
    )


def warning(organ: str, on: date) -> str:
    """A flood warning that cannot wait."""
    return paragraphs(
        f"受强降雨影响，预计{on.month}月{on.day}日夜间至次日上午柳溪河水位将快速上涨，请沿河低洼地带的群众立即转移到安置点。",
        "安置点：柳溪镇中心小学、文化站。防汛值班电话：0999-6000110。",
        "请不要涉水行走，不要围观洪水；看护好老人和孩子。",
    ) + signed(organ, on)
