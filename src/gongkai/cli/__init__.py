"""命令行: `gongkai …`, the project's own contract."""
