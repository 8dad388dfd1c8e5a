"""The numbers of a period as a picture."""

from collections.abc import Mapping
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.chat.admin_texts import STATUSES
from bot.memory.statistics import Numbers

_INCHES, _DOTS_PER_INCH = (9.0, 9.0), 110
_MOST_LABELS = 10
_LONGEST_CITATION = 60
_COLOUR = "#b3261e"


def draw(numbers: Numbers) -> bytes:
    """A PNG: questions by day, results, and the provisions cited most. Takes about a second; keep off an event loop."""
    figure = Figure(figsize=_INCHES, dpi=_DOTS_PER_INCH, layout="constrained")
    days, results, cited = figure.subplots(3, 1)
    _by_day(days, numbers)
    statuses = {STATUSES.get(status, status): count for status, count in numbers.statuses.items()}
    _bars(results, "Kết quả", statuses)
    _bars(cited, "Được trích nhiều nhất", {_short(citation): count for citation, count in numbers.cited})
    picture = BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _by_day(axes: Axes, numbers: Numbers) -> None:
    labels = [day.strftime("%d/%m") for day in numbers.days]
    axes.bar(range(len(labels)), list(numbers.days.values()), color=_COLOUR)
    step = max(1, len(labels) // _MOST_LABELS)
    axes.set_xticks(range(0, len(labels), step), labels[::step])
    axes.set_title(f"Câu hỏi mỗi ngày (tổng {numbers.questions})")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))


def _bars(axes: Axes, title: str, counts: Mapping[str, int]) -> None:
    axes.barh(range(len(counts)), list(counts.values()), color=_COLOUR)
    axes.set_yticks(range(len(counts)), list(counts))
    axes.invert_yaxis()
    axes.set_title(title)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def _short(citation: str) -> str:
    return citation if len(citation) <= _LONGEST_CITATION else citation[: _LONGEST_CITATION - 1] + "…"
