"""Addresses of the desk, all under /desk/; the door has its own in `account`."""

from django.urls import path

from gongkai.desk import errors
from gongkai.desk.documents.urls import urlpatterns as documents
from gongkai.desk.remedies.urls import urlpatterns as remedies
from gongkai.desk.screening.urls import urlpatterns as screening
from gongkai.desk.search.urls import urlpatterns as search
from gongkai.desk.settings.urls import urlpatterns as settings
from gongkai.desk.todo.urls import urlpatterns as todo

urlpatterns = [
    *todo,
    *documents,
    *remedies,
    *screening,
    *search,
    *settings,
    path("<path:rest>", errors.lost, name="desk-lost"),
]
