"""What a call of the OpenAI client would send, read from the options it is made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from imagespec.clients.endpoints import FILES, is_for_file
from imagespec.report.errors import InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imagespec.clients.endpoints import Endpoint
    from imagespec.clients.judging import Judge

_FORM = "multipart/form-data"


def passed(judge: Judge, client: Any, options: Any) -> None:
    """Let a call pass as the judge says, with the options of what may be sent.

    Raises:
        RefusedRequest: the API would refuse it; nothing is sent.
    """
    url = options.url
    endpoint = judge.endpoints[url]
    if endpoint is None or options.method.lower() != "post":
        return
    base = client.base_url
    if base is not judge.plain_base:
        endpoint = _deployed(judge, endpoint, client, base, url)
    body = options.json_data
    try:
        if body is None or options.extra_json is not None or options.files or options.headers:
            sent = _unusual(judge, endpoint, client, options)
        else:
            try:
                if endpoint.verdicts[body["model"]][0](body):
                    return
            except Exception:  # no such model, or values of odd types: the careful way decides
                pass
            sent = judge.passed(endpoint, body, options.idempotency_key)
    except InvalidRequest as error:
        from imagespec.clients.refused import refused

        raise refused(error.report, _address(client, options), getattr(client, "_client", None)) from None
    if sent is not body:
        options.json_data, options.extra_json = sent, None


def _deployed(judge: Judge, endpoint: Endpoint, client: Any, base: Any, url: str) -> Endpoint:
    """What an address takes with that of the client before it, which may name a deployment."""
    if b"/deployments/" not in base.raw_path:
        judge.plain_base = base
        return endpoint
    return judge.endpoints[str(client._prepare_url(url))] or endpoint  # not all calls of Azure go to the deployment


def _unusual(judge: Judge, endpoint: Endpoint, client: Any, options: Any) -> Any:
    """The body that may be sent of a call with files, headers, a body from elsewhere, or none."""
    body = options.json_data
    if options.extra_json is not None:
        body = options.extra_json if body is None else {**body, **options.extra_json}
    content = getattr(options, "content", None)
    if body is None and isinstance(content, (bytes, str)):
        from imagespec.clients.wire import passed as passed_body

        options.content = passed_body(judge, endpoint, _content_type(options.headers), content, options.idempotency_key)
        return None
    if options.files or _content_type(options.headers).startswith(_FORM):
        return _form(judge, endpoint, client, options, body)
    sent = judge.passed(endpoint, body, options.idempotency_key)
    return options.json_data if sent is body else sent


def _content_type(headers: Any) -> str:
    """The content type that a call is given, empty for none."""
    items = getattr(headers, "items", None)
    if items is None:  # not given
        return ""
    found = (value for name, value in items() if isinstance(name, str) and name.lower() == "content-type")
    return next((value for value in found if isinstance(value, str)), "")


def _form(judge: Judge, endpoint: Endpoint, client: Any, options: Any, body: Any) -> Any:
    """The values that may be sent of a form: they are judged as texts, as the client writes them, and the files as they were given."""
    files = [*_files(options.files)]
    fields = client._serialize_multipartform(body) if isinstance(body, dict) and body else {}
    if endpoint.kind == FILES:
        if fields.get("purpose") == "batch":
            from imagespec.clients.batches import judge_batch

            judge_batch(judge, [file for name, file in files if name == "file"], options.idempotency_key)
        return options.json_data
    uploads: dict[str, Any] = {}
    for name, file in files:
        uploads.setdefault(name, []).append(file)
    several = {name: given if name.endswith("[]") or len(given) > 1 else given[0] for name, given in uploads.items()}
    texts = {name: {"content_type": None} for name in fields if is_for_file(name)}  # a text is no file, whatever it names
    request = {**fields, **texts, **several}
    sent = judge.passed(endpoint, request, options.idempotency_key, form=True)
    if sent is request:
        return options.json_data
    options.files = [(name, file) for name, file in files if name in sent]
    return {name: fields[name] if name in texts else value for name, value in sent.items() if name not in uploads}


def _files(files: Any) -> Iterator[tuple[str, Any]]:
    """The files of a call with the names of their fields."""
    pairs = files.items() if hasattr(files, "items") else files or ()
    yield from pairs


def _address(client: Any, options: Any) -> str:
    """Where a call would have gone, as far as it is known without building it."""
    url = str(options.url)
    return url if "://" in url else str(client.base_url).rstrip("/") + "/" + url.lstrip("/")
