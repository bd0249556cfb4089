"""Root urls: the desk under /desk/, everything else is the public site."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include("gongkai.desk.account.urls")),
    path("desk/", include("gongkai.desk.urls")),
    path("", include("gongkai.portal.urls")),
]

handler400 = "gongkai.desk.errors.bad_request"
handler403 = "gongkai.desk.errors.forbidden"
handler404 = "gongkai.desk.errors.not_found"
handler500 = "gongkai.desk.errors.server_error"
