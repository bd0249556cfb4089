"""Forms of the steps of a request: each asks for what its operation takes, nothing else."""

from typing import Any

from django import forms

from gongkai.desk.fields import DeskForm, day_field, lines_field, offer
from gongkai.foi.queries import CasePage
from gongkai.law.fees import Method
from gongkai.law.request_events import Opinion, Party, Way

YES_NO = [("yes", "合理"), ("no", "不合理")]
WAYS = [(way.value, way.label) for way in Way if way.is_lawful]


class CaseForm(DeskForm):
    """A form about one request."""

    def __init__(self, *args: Any, case: CasePage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case = case
        self.prepare(case)

    def prepare(self, case: CasePage) -> None:
        """Fill in what depends on the request."""


class OnForm(CaseForm):
    """The day something happened, today where it is left out."""

    on = day_field("日期", help_text="不填就是今天")


class ReasonForm(CaseForm):
    """Why."""

    reason = lines_field("理由")


class MayReasonForm(CaseForm):
    """What one may add."""

    reason = lines_field("意见", rows=2, required=False)


class TickForm(CaseForm):
    """A step that binds: the text has been read."""

    read = forms.BooleanField(label="我已经看过告知书全文和所附的文件")

    def prepare(self, case: CasePage) -> None:
        """Say what to do first."""
        del case
        self.fields["read"].error_messages["required"] = "请先看过告知书全文和所附的文件"


class CorrectionForm(CaseForm):
    """What the applicant has to correct, all of it at once."""

    items = lines_field(
        "需要补正的全部事项", help_text="一次性告知，不能再要求补正（条例第三十条）"
    )
    guidance = lines_field(
        "指导和释明", help_text="告诉申请人怎样写清楚，例如补充文号、名称或者时间"
    )
    days = forms.IntegerField(label="补正期限（工作日）", min_value=1, max_value=60, initial=15)


class CorrectedForm(OnForm):
    """The corrected request."""

    description = lines_field("补正以后的申请内容", rows=4)
    excuse = lines_field("逾期补正的正当理由", rows=2, required=False)


class LapsedForm(CaseForm):
    """A period passed unused."""

    facts = lines_field(
        "逾期的事实和日期", rows=2, required=False, help_text="填写以后同时制发不再处理告知书"
    )


class WithdrawForm(OnForm):
    """The applicant withdraws."""

    reason = lines_field("申请人怎样撤回的", rows=2)


class AskReasonsForm(CaseForm):
    """Number or frequency is to be explained."""

    facts = lines_field("数量、频次的事实")
    questions = lines_field("需要说明的事项")
    period = forms.CharField(
        label="说明的期限", max_length=100, initial="自收到本告知书之日起15个工作日内"
    )


class TakeReasonsForm(OnForm):
    """What the applicant explained."""

    words = lines_field("申请人的说明", help_text="没有说明的写“未说明”")
    accepted = forms.ChoiceField(label="理由", choices=YES_NO, widget=forms.RadioSelect)


class DelayForm(CaseForm):
    """Until when the reply is put off."""

    until = day_field("延迟到", required=True)


class ExtendForm(CaseForm):
    """An extension."""

    reason = lines_field("延期的理由", rows=2)
    days = forms.IntegerField(
        label="延长（工作日）", min_value=1, max_value=20, initial=20, help_text="最多20个工作日"
    )


class ChargeForm(CaseForm):
    """A fee."""

    method = forms.ChoiceField(
        label="计收方式",
        choices=[(method.value, method.label) for method in Method],
        widget=forms.RadioSelect,
        help_text="一件申请只能选一种（国办函〔2020〕109号）",
    )
    count = forms.IntegerField(label="件数或者页数", min_value=1, max_value=1_000_000)
    account = forms.CharField(
        label="缴费账户", max_length=200, required=False, help_text="不填就用工作机构设置的账户"
    )


class PayForm(OnForm):
    """A payment."""

    receipt = forms.CharField(label="财政票据号", max_length=64)


class ConsultForm(CaseForm):
    """Somebody is asked for an opinion."""

    party = forms.ChoiceField(
        label="征求谁的意见",
        choices=[(party.value, party.label) for party in Party],
        widget=forms.RadioSelect,
        help_text="第三方逾期不答不视为同意；共同制作机关逾期不答视为同意公开",
    )
    name = forms.CharField(label="名称或者姓名", max_length=100)
    contact = forms.CharField(label="联系方式", max_length=200)
    parts = lines_field("涉及的内容", rows=2)


class OpinionForm(OnForm):
    """An opinion came."""

    mark = forms.ChoiceField(label="谁的意见")
    opinion = forms.ChoiceField(
        label="意见",
        choices=[(each.value, each.label) for each in Opinion],
        widget=forms.RadioSelect,
    )
    words = lines_field("理由", rows=2, required=False, help_text="不同意、部分同意的必须写明")

    def prepare(self, case: CasePage) -> None:
        """Offer those who have not spoken yet."""
        offer(self, "mark", waiting(case))


class LastOpinionForm(OpinionForm):
    """The last opinion came, or nobody has time left."""

    opinion = forms.ChoiceField(
        label="意见",
        required=False,
        choices=[("", "没有回音，期限已经届满"), *((o.value, o.label) for o in Opinion)],
        widget=forms.RadioSelect,
    )


class SearchForm(CaseForm):
    """A search."""

    places = lines_field("检索范围", rows=2, help_text="档案室、公文系统、业务系统、电子邮箱等")
    words = forms.CharField(label="关键词", max_length=500)
    period = forms.CharField(label="时间段", max_length=200, required=False)
    found = lines_field("检索结果", rows=2)


class ProofForm(OnForm):
    """The reply was taken away."""

    proof = forms.CharField(label="送达凭证", max_length=200, help_text="例如：当场签收")


class ServeForm(OnForm):
    """How the reply was served."""

    way = forms.ChoiceField(
        label="送达方式",
        choices=WAYS,
        widget=forms.RadioSelect,
        help_text="邮寄只能交邮政企业，不能交快递企业（国办公开办函〔2016〕235号）",
    )
    proof = forms.CharField(label="送达凭证", max_length=200, help_text="挂号信收据号、签收人等")


class ReferForm(CaseForm):
    """A doubt is put to the competent office."""

    addressee = forms.CharField(label="提请哪个部门确定", max_length=100)
    item = lines_field("提请确定的信息", rows=2, help_text="不要写出涉密内容")
    doubt = lines_field("疑问", rows=2)
    proposal = lines_field("拟办意见", rows=2)


class FactsForm(CaseForm):
    """Facts."""

    facts = lines_field("数量、频次明显超过合理范围的事实")


class WaiveForm(CaseForm):
    """A fee is waived."""

    method = forms.ChoiceField(
        label="计收方式",
        choices=[(method.value, method.label) for method in Method],
        widget=forms.RadioSelect,
    )
    count = forms.IntegerField(label="件数或者页数", min_value=1, max_value=1_000_000)
    reason = lines_field("免收的理由", rows=2)


class ReachedForm(CaseForm):
    """A letter arrived; its receiver's period runs from that day."""

    on = day_field("送达日期", required=True)
    mark = forms.ChoiceField(label="文书")
    way = forms.ChoiceField(label="送达方式", choices=WAYS)
    proof = forms.CharField(label="送达凭证", max_length=200)

    def prepare(self, case: CasePage) -> None:
        """Offer the letters that set somebody's period running and have not arrived."""
        offer(self, "mark", [(row.mark, str(row)) for row in underway(case)])


class TellForm(CaseForm):
    """A party that objected is told what will be disclosed."""

    mark = forms.ChoiceField(label="告知谁")
    content = lines_field("决定公开的内容", rows=2)
    reasons = lines_field("理由", rows=2)

    def prepare(self, case: CasePage) -> None:
        """Offer those who objected and are not told."""
        offer(self, "mark", [(row.mark, str(row)) for row in objectors(case)])


class OrderForm(CaseForm):
    """What asks for a new reply."""

    source = forms.CharField(
        label="复议决定、判决或者自行纠正的决定", max_length=64, help_text="写文号"
    )


def waiting(case: CasePage) -> list[tuple[str, str]]:
    """Return the consultations nobody has answered."""
    return [(row.mark, str(row)) for row in case.consultations if not row.opinion]


def underway(case: CasePage) -> list[Any]:
    """Return the letters whose arrival sets a period running, and that have not arrived."""
    return [row for row in case.letters if row.mark and "." not in row.mark and not row.reached_on]


def objectors(case: CasePage) -> list[Any]:
    """Return the parties that objected and have not been told of the decision."""
    against = (Opinion.OBJECTS, Opinion.PARTLY)
    return [row for row in case.consultations if row.opinion in against and not row.told_on]
