"""The list 公开前检查: what the procedure asks, as done and not yet done."""

from dataclasses import dataclass

from gongkai.law.disclosure import DisclosureFacts


@dataclass(frozen=True, slots=True)
class Ready:
    """One thing that must be so before publication."""

    ok: bool
    text: str
    note: str = ""


def readiness(facts: DisclosureFacts, state: str) -> list[Ready]:
    """Return the list in the order of the work."""
    open_count = facts.findings_open
    rows = [
        Ready(facts.titled and facts.has_text, "标题和正文"),
        Ready(facts.complete, "公开栏目和成文日期"),
        Ready(
            facts.attribute_given and (facts.to_be_public or facts.ground_given),
            "公开属性" if facts.to_be_public else "不予公开的法定理由和事实",
        ),
        Ready(
            not open_count,
            "个人信息提示" + ("都已处理" if not open_count else f"还有 {open_count} 处没有处理"),
        ),
    ]
    if facts.faults_open:
        rows.append(Ready(False, f"文字和数字还有 {facts.faults_open} 处必须处理"))
    if not facts.screened:
        rows.append(Ready(False, "自动检查还没有查完", "在检查页面看进度"))
    if facts.secrecy_open:
        rows.append(Ready(False, "发现过密级标志", "看“涉密拦截”"))
    if not facts.assessed:
        rows.append(Ready(False, "个人信息保护影响评估还没有做"))
    if state == "drafting":
        rows.append(Ready(not facts.chain_vacancy, "签批流程", facts.chain_vacancy))
    if state in ("signing", "scheduled"):
        rows.append(Ready(facts.intact, "内容与签字时一致"))
    if not facts.interpretation_ready:
        rows.append(Ready(False, "解读稿还没有签发", "政策与解读同步公开"))
    if not facts.policy_public:
        rows.append(Ready(False, "政策文件还没有公开", "解读与政策同步公开"))
    return rows
