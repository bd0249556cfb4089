"""The leading group of open government (政务公开工作领导小组): seats bound to posts, with dates."""

from datetime import date, datetime

from gongkai.kernel.actor import Actor
from gongkai.organs.models import GroupSeat, Organ, Post
from gongkai.organs.operations.change import change, checked, note
from gongkai.organs.operations.refusals import WrongDates, WrongPlace


def seat_in_group(
    organ: Organ,
    *,
    post: Post,
    seat: GroupSeat.Seat | str,
    since: date,
    by: Actor,
    at: datetime,
) -> GroupSeat:
    """Give a post a seat in the leading group from a day on (A01–A05)."""
    with change(organ, by=by) as locked:
        if not post.organ.path.startswith(locked.path):
            raise WrongPlace(f"“{post.name}”不是{locked.name}的岗位")
        taken = GroupSeat(organ=locked, post=post, seat=GroupSeat.Seat(seat), since=since)
        checked(taken)
        taken.save(force_insert=True)
        detail = {"post": post.pk, "seat": taken.seat, "since": since.isoformat()}
        note(locked, "seat_in_group", "领导小组调整", organ=locked, by=by, at=at, detail=detail)
    return taken


def leave_group(organ: Organ, *, post: Post, until: date, by: Actor, at: datetime) -> GroupSeat:
    """Let the seat of a post end with a day (inclusive)."""
    with change(organ, by=by) as locked:
        seats = locked.group_seats.filter(post=post, until__isnull=True)
        left = seats.order_by("id").first()
        if left is None:
            raise WrongPlace(f"“{post.name}”现在不是{locked.name}领导小组成员")
        if until < left.since:
            raise WrongDates("退出日期不能早于进入日期")
        left.until = until
        left.save(update_fields=["until"])
        detail = {"post": post.pk, "until": until.isoformat()}
        note(locked, "leave_group", "领导小组调整", organ=locked, by=by, at=at, detail=detail)
    return left
