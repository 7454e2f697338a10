"""What the README shows for pre-commit and GitHub Actions, run as it stands."""
