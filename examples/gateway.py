"""A gateway that answers a wrong request as OpenAI would, before its own code runs: ``uvicorn examples.gateway:app``."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from imagespec.clients.asgi import Preflight


async def generate(request: Request) -> JSONResponse:
    """Hand the request on to wherever images are made."""
    return JSONResponse({"created": 0, "data": [], "asked": await request.json()})


app = Starlette(routes=[Route("/v1/images/generations", generate, methods=["POST"])])
app.add_middleware(Preflight, aliases={"house-model": "gpt-image-2"})
