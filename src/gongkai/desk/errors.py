"""Pages for what went wrong: what happened, what was kept, what to do. Wired in the root urls."""

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gongkai.desk.access_rules import public

DESK = "/desk/"


def _page(request: HttpRequest, status: int, heading: str, sentence: str) -> HttpResponse:
    at_desk = request.path.startswith(DESK)
    way, way_words = (DESK, "回到待办") if at_desk else ("/", "回到首页")
    told = {"heading": heading, "sentence": sentence, "way": way, "way_words": way_words}
    return render(request, "desk/errors/plain.html", told, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400: most often too much was sent at once."""
    if isinstance(exception, RequestDataTooBig):
        sentence = (
            "这次提交的文字超过了 24 MB。请返回上一页，把长表格或图片改为附件上传，再保存一次。"
        )
        return _page(request, 413, "内容太大，没有保存", sentence)
    sentence = "浏览器送来的内容不完整或者读不出来，没有保存。请返回上一页再试一次。"
    return _page(request, 400, "没有读懂这次提交", sentence)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403: the actor's posts do not include this."""
    sentence = "您的岗位没有办理这件事的职责。如果工作有变动，请管理员在“机构与岗位”里调整。"
    return _page(request, 403, "这一页不归您的岗位", sentence)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: no such page, or not one of the actor's organs."""
    sentence = "地址可能写错了，或者这份内容不属于您所在的机关。"
    return _page(request, 404, "没有找到这一页", sentence)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500: the program failed; what was written before stands."""
    sentence = (
        "刚才这一步没有办成，之前保存的内容都还在。请稍后再试；"
        "如果还是不行，请把时间和正在做的事告诉管理员。"
    )
    return _page(request, 500, "这一步没有办成", sentence)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose security token is missing or old."""
    sentence = "页面打开得太久或者换过账号，为安全起见没有提交。请返回上一页刷新后再提交一次。"
    return _page(request, 403, "页面过期，没有提交", sentence)


@public
def lost(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer an address of the desk that does not exist; one without its slash is led on."""
    if not rest.endswith("/"):
        return redirect(f"{request.path}/")
    raise Http404
