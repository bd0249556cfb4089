"""The doors to findings and reviews; their subjects are judged by the package that owns them."""

from gongkai.screening.models import Finding


def findings(subject: str) -> list[Finding]:
    """Return the findings still present in a subject, open ones first."""
    found = Finding.objects.filter(subject=subject, present=True)
    return sorted(found.order_by("id"), key=lambda finding: (finding.answer != "", finding.pk))


def get_finding(subject: str, pk: int) -> Finding:
    """Return one finding of a subject; Finding.DoesNotExist when it is not there."""
    return Finding.objects.get(subject=subject, pk=pk)
