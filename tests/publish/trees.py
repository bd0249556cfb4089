"""What stands in the folder of a site."""

from pathlib import Path

OWN = {"SHA256SUMS", "SHA256SUMS.log"}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, the lock apart."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "lock"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def pages(release: Path) -> dict[str, bytes]:
    """Every file of a release but its lists."""
    return {name: data for name, data in tree(release).items() if name not in OWN}
