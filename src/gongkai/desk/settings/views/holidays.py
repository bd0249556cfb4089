"""The working calendar: which years are known, and the notice of another year."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.requests import DeskRequest
from gongkai.desk.settings.catalogue_forms import NoticeForm
from gongkai.disclosures import operations
from gongkai.kernel import calendars
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role


@needs(Role.ADMIN)
def holidays(request: DeskRequest) -> HttpResponse:
    """Show the years, or import one; open dates of law are reckoned anew."""
    posted = request.method == "POST"
    form = NoticeForm(*((request.POST, request.FILES) if posted else ()))
    if posted and form.is_valid():
        notice = form.cleaned_data["file"]
        try:
            moved = operations.adopt_holiday_notice(notice, by=request.actor, at=request.now)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            for words in notice.doubts():
                told.warn(request, words)
            told.done(
                request, f"已导入 {notice.year} 年放假安排，{len(moved)} 件稿件的期限重新计算"
            )
            return redirect("desk-holidays")
    notices = calendars.current().notices[::-1]
    return render(request, "desk/settings/holidays.html", {"form": form, "notices": notices})
