"""Views of the door and of the account's own pages."""

from gongkai.desk.account.views.door import keep_alive, locked_out, login, login_code, logout
from gongkai.desk.account.views.password import password
from gongkai.desk.account.views.security import authenticator, begin, codes, remove, security

__all__ = [
    "authenticator",
    "begin",
    "codes",
    "keep_alive",
    "locked_out",
    "login",
    "login_code",
    "logout",
    "password",
    "remove",
    "security",
]
