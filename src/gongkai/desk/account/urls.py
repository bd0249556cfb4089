"""Addresses of the door and of the account's own pages, under /desk/."""

from django.urls import path

from gongkai.desk.account import views

urlpatterns = [
    path("login/", views.login, name="desk-login"),
    path("login/code/", views.login_code, name="desk-login-code"),
    path("logout/", views.logout, name="desk-logout"),
    path("keep-alive/", views.keep_alive, name="desk-keep-alive"),
    path("security/", views.security, name="desk-security"),
    path("security/authenticator/", views.authenticator, name="desk-authenticator"),
    path("security/authenticator/begin/", views.begin, name="desk-authenticator-begin"),
    path("security/codes/", views.codes, name="desk-codes"),
    path("security/authenticator/remove/", views.remove, name="desk-authenticator-remove"),
    path("password/", views.password, name="desk-password"),
]
