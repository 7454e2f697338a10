"""What an image file is, from its signature and header: at most 64 KiB are read, and nothing is decoded.

One file for each format; ``hand`` reads whatever a program holds in its hands for a file.
"""
