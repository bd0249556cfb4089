"""登录与账号安全: the door of the desk, for the people whose accounts `organs` keeps."""
