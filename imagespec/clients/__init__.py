"""Checks in front of clients and gateways: one file for each, and none of them imports what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imagespec.clients.aiohttp import aiohttp_middleware as aiohttp_middleware
    from imagespec.clients.httpx import httpx_hook as httpx_hook
    from imagespec.clients.requests import requests_adapter as requests_adapter
    from imagespec.clients.sent import PreflightWarning as PreflightWarning
    from imagespec.clients.sent import SentReport as SentReport

__all__ = ["PreflightWarning", "SentReport", "aiohttp_middleware", "httpx_hook", "requests_adapter"]

_LAZY = {
    "PreflightWarning": "sent",
    "SentReport": "sent",
    "aiohttp_middleware": "aiohttp",
    "httpx_hook": "httpx",
    "requests_adapter": "requests",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'imagespec.clients' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"imagespec.clients.{_LAZY[name]}"), name)
    globals()[name] = value
    return value
