"""Files of many lines: cut into pieces, most lines checked without being taken apart, in several processes where wanted."""
