"""From the pieces of a ``text/event-stream`` body to the JSON objects in it: lines, events, payloads."""
