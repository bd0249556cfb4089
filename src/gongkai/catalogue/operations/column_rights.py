"""Who may change the columns: they are shared, so the county's administrator alone."""

from gongkai.catalogue.access import may_shape_columns
from gongkai.kernel.actor import Actor
from gongkai.law.procedure import NotAllowed

BASIS = "《政府信息公开条例》第二十条、第二十一条；国办公开办函〔2019〕61号"


def refuse_stranger(by: Actor) -> None:
    """Raise NotAllowed unless the actor administers an organ at the top."""
    if not may_shape_columns(by):
        raise NotAllowed("栏目由各机关共用，只有县级管理员可以调整")
