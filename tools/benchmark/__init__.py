"""What ``tools/bench`` measures, and how: this project and its peers on the same rules and requests, in one run."""
