"""Charts of a deal as SVG, drawn by Vega when the report is written; a reader's browser draws nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import vl_convert
from markupsafe import Markup

WIDTH, HEIGHT = 560, 240
# Colours that are told apart by most colour-blind readers, in light and dark (Okabe and Ito).
COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999933", "#8c6bb1"]
INK = "#808898"  # of axes: readable on white and on black
MOST_SERIES = 40  # a legend of more says nothing
VEGA_LITE = "5.20"


@dataclass
class Chart:
    """A chart with its title and its figures as a table; `reason` where there is nothing to draw."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    reason: str = ""
    svg: Markup = field(default_factory=Markup)


def draw(points: Sequence[Mapping[str, Any]], mark: str, unit: str, series: Sequence[str]) -> Markup:
    """A chart of points {month, series, value}: 'line', or 'bar' stacked in the order of `series`."""
    rank = {name: place for place, name in enumerate(series)}
    values = [dict(one) | {"rank": rank[one["series"]], "say": _say(one, unit)} for one in points]
    encoding = _encoding(unit, series, stacked=mark == "bar")
    silent = {name: one for name, one in encoding.items() if name != "description"}
    dots = {"mark": {"type": "point", "filled": True, "size": 40, "opacity": 0.9}, "encoding": encoding}
    lines = {"mark": {"type": "line", "aria": False}, "encoding": silent}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "background": "transparent",
        "data": {"values": values},
        "layer": [lines, dots] if mark == "line" else [{"mark": "bar", "encoding": encoding}],
        "config": CONFIG,
    }
    svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return Markup(svg)  # noqa: S704 - Vega escapes what it draws


CONFIG = {
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "titleFontWeight": "normal",
        "gridColor": INK,
        "gridOpacity": 0.25,
        "domainColor": INK,
    },
    "view": {"stroke": None},
    "font": "sans-serif",
}


def _encoding(unit: str, series: Sequence[str], *, stacked: bool) -> dict[str, dict[str, Any]]:
    legend = {"title": None, "orient": "bottom", "columns": 5, "symbolLimit": MOST_SERIES, "labelLimit": 140}
    month = {"field": "month", "type": "temporal", "title": None}
    value = {"field": "value", "type": "quantitative", "title": unit}
    return {
        "x": month
        | {"timeUnit": "yearmonth", "axis": {"format": "%Y-%m", "tickCount": 6, "labelOverlap": True}},
        "y": value | {"axis": {"format": "~s", "tickCount": 5}} | ({"stack": "zero"} if stacked else {}),
        "color": {
            "field": "series",
            "type": "nominal",
            "scale": {"domain": list(series), "range": COLOURS},
            "legend": legend if len(series) > 1 else None,
        },
        "order": {"field": "rank", "type": "quantitative"}
        if stacked
        else {"field": "month", "type": "temporal"},
        "description": {"field": "say", "type": "nominal"},
    }


def _say(point: Mapping[str, Any], unit: str) -> str:
    return f"{point['month'][:7]} {point['series']}: {point['value']:,} {unit}"
