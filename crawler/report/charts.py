"""Charts of a deal as SVG, drawn by Vega when the report is written; a reader's browser draws nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import vl_convert
from markupsafe import Markup

WIDTH, HEIGHT = 560, 240
# Colours that most colour-blind readers can distinguish, in light and dark (Okabe and Ito).
COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999933", "#8c6bb1"]
FONT = 14  # a telephone shows a chart at 60 % of its size
INK = "#808898"  # of axes: readable on white and on black
LONGEST_NAME = 180  # of a series, in pixels
MOST_SERIES = 40  # a longer legend is unreadable
VEGA_LITE = "5.20"
UNIT = "unit"  # in place of a chart's own in what is compiled for all


@dataclass
class Chart:
    """A chart with its title and its figures as a table; `reason` is set if there is nothing to draw."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    reason: str = ""
    svg: Markup = field(default_factory=Markup)


def draw(points: Sequence[Mapping[str, Any]], mark: str, unit: str, series: Sequence[str]) -> Markup:
    """A chart of points {month, series, value}: 'line', or 'bar' stacked in the order of `series`."""
    rank = {name: place for place, name in enumerate(series)}
    values = [dict(one) | {"rank": rank[one["series"]], "say": _say(one, unit)} for one in points]
    compiled = _compiled(mark, len(series) > 1)
    data = [one | {"values": values} if one["name"] == "source_0" else one for one in compiled["data"]]
    scales = [one | {"domain": list(series)} if one["name"] == "color" else one for one in compiled["scales"]]
    legends = [one | {"columns": _columns(series)} for one in compiled.get("legends", ())]
    axes = [one | {"title": unit} if one.get("title") == UNIT else one for one in compiled["axes"]]
    spec = compiled | {"data": data, "scales": scales, "legends": legends, "axes": axes}
    svg = vl_convert.vega_to_svg(spec, allowed_base_urls=[])
    return Markup(svg)  # noqa: S704 - Vega escapes text


def _columns(series: Sequence[str]) -> int:
    """The number of legend columns that fit without overlap."""
    longest = min(max(map(len, series)) * FONT * 0.6, LONGEST_NAME) + 3 * FONT
    return max(1, int(WIDTH / longest))


@cache
def _compiled(mark: str, has_legend: bool) -> dict[str, Any]:
    """The compiled Vega chart without points or unit; cached, because compiling takes as long as drawing."""
    series = ["one", "other"] if has_legend else ["one"]
    encoding = _encoding(series, stacked=mark == "bar")
    silent = {name: one for name, one in encoding.items() if name != "description"}
    dots = {"mark": {"type": "point", "filled": True, "size": 40, "opacity": 0.9}, "encoding": encoding}
    lines = {"mark": {"type": "line", "aria": False}, "encoding": silent}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "background": "transparent",
        "data": {"values": [{"month": "2000-01-01", "series": one, "value": 1.0} for one in series]},
        "layer": [lines, dots] if mark == "line" else [{"mark": "bar", "encoding": encoding}],
        "config": CONFIG,
    }
    compiled: dict[str, Any] = vl_convert.vegalite_to_vega(spec, vl_version=VEGA_LITE)
    return compiled


CONFIG = {
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "titleFontWeight": "normal",
        "gridColor": INK,
        "gridOpacity": 0.25,
        "domainColor": INK,
        "labelFontSize": FONT,
        "titleFontSize": FONT,
        "labelFlush": False,
    },
    "legend": {"labelFontSize": FONT},
    "view": {"stroke": None},
    "font": "sans-serif",
}


def _encoding(series: Sequence[str], *, stacked: bool) -> dict[str, dict[str, Any]]:
    legend = {
        "title": None,
        "orient": "bottom",
        "symbolLimit": MOST_SERIES,
        "labelLimit": LONGEST_NAME,
        "columnPadding": 24,
    }
    month = {"field": "month", "type": "temporal", "title": None}
    value = {"field": "value", "type": "quantitative", "title": UNIT}
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
