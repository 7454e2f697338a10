"""Changes to the text of a file that touch nothing but the values they are about: one file per format, and what they share."""
