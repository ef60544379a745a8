"""The render as the service does it, which is Python: one after the other, str.replace of the four placeholders.

Reads one JSON request a line and answers each with one line of JSON:
  {"define": name, "bundle_id", "semver", "parts", "payload"}  what that renders to
  {"time": name, "runs": n}                                     the nanoseconds of processor time that n renders took
The first line says what it runs on.
"""

import json
import sys
import time

import orjson
import xxhash


def canonical_json(value):
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def render(bundle_id, semver, parts, payload):
    task = payload["task"]
    activity_level = float(payload["activity_level"])
    stress = float(payload["stress"])
    semantic_traits = payload["semantic_traits"]
    values = (
        ("{{task}}", task),
        ("{{activity_level}}", str(activity_level)),
        ("{{stress}}", str(stress)),
        ("{{semantic_traits}}", canonical_json(semantic_traits).decode()),
    )
    rendered = []
    for part in parts:
        for placeholder, value in values:
            part = part.replace(placeholder, value)
        rendered.append(part)
    covered = {
        "semantic_traits": semantic_traits,
        "activity_level": activity_level,
        "stress": stress,
        "task": task,
    }
    return (
        "\n\n".join(rendered),
        xxhash.xxh3_128_hexdigest(f"{bundle_id}:{semver}".encode()),
        xxhash.xxh3_128_hexdigest(canonical_json(covered)),
    )


def nanoseconds(arguments, runs):
    start = time.process_time_ns()
    for _ in range(runs):
        render(*arguments)
    return time.process_time_ns() - start


def answer(value):
    print(json.dumps(value), flush=True)


def main():
    answer({"python": sys.version.split()[0], "json": f"orjson {orjson.__version__}", "xxhash": xxhash.VERSION})
    defined = {}
    for line in sys.stdin:
        request = json.loads(line)
        if "define" in request:
            arguments = tuple(request[key] for key in ("bundle_id", "semver", "parts", "payload"))
            defined[request["define"]] = arguments
            answer(render(*arguments))
        else:
            answer(nanoseconds(defined[request["time"]], request["runs"]))


main()
