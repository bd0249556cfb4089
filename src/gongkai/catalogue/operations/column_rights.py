"""Who may change the columns: they are shared, so the county's administrator alone."""

from gongkai.kernel.actor import Actor
from gongkai.law.procedure import NotAllowed
from gongkai.organs.access import administers
from gongkai.organs.models import Organ

BASIS = "《政府信息公开条例》第二十条、第二十一条；国办公开办函〔2019〕61号"


def refuse_stranger(by: Actor) -> None:
    """Raise NotAllowed unless the actor administers an organ at the top."""
    tops = Organ.objects.filter(parent__isnull=True).order_by("path")
    if not any(administers(by, top) for top in tops):
        raise NotAllowed("栏目由各机关共用，只有县级管理员可以调整")
