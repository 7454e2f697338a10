"""The rules of ``images.generate`` under the founding revision, once for each way to write them.

Each module holds one library's way, and loads nothing but that library: its cold start is measured by importing it. All have
``is_valid(request)``; those that tell more than the first mistake have ``findings(request)`` or a like name.
"""
