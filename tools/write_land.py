"""Write the shapes of the app's map: `write_land.py countries-110m.json`, a topology of Natural Earth at 1:110m.

Natural Earth is in the public domain (naturalearthdata.com); the file is that of the npm package world-atlas. Places are
points inside each economy, to half a degree or so, our own reading of a map. The projection is Equal Earth (Šavrič,
Patterson and Jenny 2018), which keeps areas. `land.json` is land without borders; `borders.json`, which the page loads
when somebody asks for the filled map, is the same land cut where Natural Earth cuts it, by who governs in fact.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "src/fourfutures/web/app/views/countries"
NOTE = "Written by tools/write_land.py from Natural Earth 1:110m (public domain), Equal Earth projection."
WIDTH = 960.0
SOUTH = -57.0  # Antarctica has no economy
SMALLEST = 9.0  # square units; smaller islands are left out
A = (1.340264, -0.081106, 0.000893, 0.003796)
TOP = 78.0  # degrees; what lies north of it is cut by the frame

# Longitude and latitude of a point inside each economy.
PLACES: dict[str, tuple[float, float]] = {
    "USA": (-98, 39), "CHN": (104, 35), "ARE": (54.4, 23.9), "ARG": (-64, -35), "ARM": (45, 40.2), "AUS": (134, -25),
    "AUT": (14.2, 47.6), "BEL": (4.6, 50.7), "BGD": (90.2, 24), "BRA": (-52, -10), "CAN": (-105, 56), "CHE": (8.2, 46.8),
    "CHL": (-71, -33.5), "COL": (-73.5, 4), "CZE": (15.3, 49.8), "DEU": (10.3, 51.2), "DNK": (9.3, 56.1),
    "EGY": (30, 27), "ESP": (-3.6, 40.2), "EST": (25.8, 58.7), "FRA": (2.4, 46.7), "GBR": (-1.8, 53), "GRC": (22.2, 39.2),
    "IDN": (113, -2), "IND": (79, 22), "IRL": (-8, 53.2), "IRN": (54, 32.5), "ISR": (35, 31.3), "ITA": (12.6, 42.8),
    "JOR": (36.6, 31), "JPN": (138.3, 36.4), "KAZ": (67, 48), "KEN": (37.8, 0.4), "KOR": (127.9, 36.4), "LAO": (102.6, 19.2),
    "MEX": (-102, 23.6), "MLT": (14.4, 35.9), "MYS": (102.2, 4), "NGA": (8, 9.5), "NLD": (5.6, 52.4), "NOR": (9, 61),
    "PAK": (69.4, 30), "PHL": (121.8, 12.5), "POL": (19.3, 52.1), "PRT": (-8, 39.6), "QAT": (51.2, 25.3), "ROU": (25, 45.8),
    "RUS": (90, 62), "SAU": (44.6, 24), "SGP": (103.8, 1.3), "SVK": (19.5, 48.7), "SWE": (15.3, 62.4), "THA": (101, 15.3),
    "TTO": (-61.3, 10.5), "TUR": (34.5, 39), "TWN": (121, 23.7), "UZB": (63.5, 41.7), "VEN": (-66, 7.2), "VNM": (107, 14.5),
    "ZAF": (24.5, -29.5),
}  # fmt: skip

# Economies by the number that ISO 3166-1 gives them; those not named here have no shape of their own at this scale.
NUMBERS = {
    "840": "USA", "156": "CHN", "784": "ARE", "032": "ARG", "051": "ARM", "036": "AUS", "040": "AUT", "056": "BEL",
    "050": "BGD", "076": "BRA", "124": "CAN", "756": "CHE", "152": "CHL", "170": "COL", "203": "CZE", "276": "DEU",
    "208": "DNK", "818": "EGY", "724": "ESP", "233": "EST", "250": "FRA", "826": "GBR", "300": "GRC", "360": "IDN",
    "356": "IND", "372": "IRL", "364": "IRN", "376": "ISR", "380": "ITA", "400": "JOR", "392": "JPN", "398": "KAZ",
    "404": "KEN", "410": "KOR", "418": "LAO", "484": "MEX", "458": "MYS", "566": "NGA", "528": "NLD", "578": "NOR",
    "586": "PAK", "608": "PHL", "616": "POL", "620": "PRT", "634": "QAT", "642": "ROU", "643": "RUS", "682": "SAU",
    "703": "SVK", "752": "SWE", "764": "THA", "780": "TTO", "792": "TUR", "158": "TWN", "860": "UZB", "862": "VEN",
    "704": "VNM", "710": "ZAF",
}  # fmt: skip


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Equal Earth, in radians of the sphere's radius."""
    tilt = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    p2 = tilt * tilt
    p6 = p2 * p2 * p2
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(tilt)
    x /= 3 * (9 * A[3] * p6 * p2 + 7 * A[2] * p6 + 3 * A[1] * p2 + A[0])
    return x, tilt * (A[0] + A[1] * p2 + p6 * (A[2] + A[3] * p2))


LEFT, SCALE = projected(-180, 0)[0], WIDTH / (projected(180, 0)[0] - projected(-180, 0)[0])
NORTH = projected(0, TOP)[1]


def drawn(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in units of the drawing."""
    x, y = projected(longitude, latitude)
    return (x - LEFT) * SCALE, (NORTH - y) * SCALE


Ring = list[tuple[float, float]]


def decoded(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a topology, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def rings(shape: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    """Outer and inner rings of a shape, in degrees."""
    found = []
    for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
        for ring in polygon:
            points: Ring = []
            for index in ring:
                part = arcs[index] if index >= 0 else arcs[~index][::-1]
                points += part[1:] if points else part
            found.append(points)
    return found


def whole(ring: Ring) -> Ring:
    """A ring that passes 180 degrees in one piece, beyond the edge of the map rather than across it."""
    around, found = 0.0, []
    for before, (longitude, latitude) in zip([ring[0], *ring], ring, strict=False):
        if abs(longitude - before[0]) > 180:
            around += 360 if longitude < before[0] else -360
        found.append((longitude + around, latitude))
    middle = sum(longitude for longitude, _ in found) / len(found)
    back = 360 * round(middle / 360)
    return [(longitude - back, latitude) for longitude, latitude in found]


def path(ring: Ring, smallest: float = SMALLEST) -> str:
    """A ring as an SVG path in whole units; empty where it is too small or in the far south."""
    if max(latitude for _, latitude in ring) < SOUTH:
        return ""
    points: list[tuple[int, int]] = []
    for place in whole(ring):
        x, y = drawn(*place)
        point = (round(x), round(y))
        if not points or points[-1] != point:
            points.append(point)
    area = (
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2
    )
    if area < smallest:
        return ""
    text, (x, y) = f"M{points[0][0]} {points[0][1]}", points[0]
    for px, py in points[1:]:
        text += f"l{px - x} {py - y}"
        x, y = px, py
    return text + "z"


def main() -> None:
    """Write both files."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = decoded(topology)
    shapes = topology["objects"]
    land = "".join(path(ring) for shape in shapes["land"]["geometries"] for ring in rings(shape, arcs))
    places = {code: [round(v, 1) for v in drawn(*at)] for code, at in sorted(PLACES.items())}
    height = round((NORTH - projected(0, SOUTH)[1]) * SCALE)
    _write("land.json", {"note": NOTE, "width": WIDTH, "height": height, "land": land, "places": places})
    named, rest = {}, ""
    for shape in shapes["countries"]["geometries"]:
        code = NUMBERS.get(shape.get("id", ""))
        drawing = "".join(path(ring, SMALLEST if code is None else 1.0) for ring in rings(shape, arcs))
        if code is None:
            rest += drawing
        elif drawing:
            named[code] = drawing
    _write("borders.json", {"note": NOTE, "economies": dict(sorted(named.items())), "others": rest})


def _write(name: str, content: dict[str, Any]) -> None:
    text = json.dumps(content, separators=(",", ":"))
    (FOLDER / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
