"""The register of what is withheld, the rate, runs, stops, assessments."""
