"""How times grow with the size, as a picture: both axes by powers of ten."""

import math
from html import escape

Points = list[tuple[float, float]]
WIDTH, HEIGHT, MARGIN, LEGEND = 760, 460, 60, 300
COLOURS = ("#0066cc", "#008758", "#a66300", "#cc334d", "#5a32a3", "#435a70", "#00806b")


def plot(curves: dict[str, Points]) -> str:
    shown = {name: points for name, points in curves.items() if "median" in name}
    scales = [scale for points in shown.values() for scale, _ in points]
    times = [max(time, 0.1) for points in shown.values() for _, time in points]
    left, right = math.log10(min(scales)), math.log10(max(scales))
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))

    def x(scale: float) -> float:
        part = (math.log10(scale) - left) / ((right - left) or 1)
        return MARGIN + part * (WIDTH - MARGIN - LEGEND)

    def y(time: float) -> float:
        part = (math.log10(max(time, 0.1)) - low) / ((high - low) or 1)
        return HEIGHT - MARGIN - part * (HEIGHT - 2 * MARGIN)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        "<title>Milliseconds by the size of the network</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for power in range(low, high + 1):
        height = y(10.0**power)
        lines.append(
            f'<path d="M{MARGIN} {height:.1f}H{WIDTH - LEGEND}" stroke="#ccc"/>'
            f'<text x="{MARGIN - 6}" y="{height + 4:.1f}" text-anchor="end">'
            f"{10.0**power:g} ms</text>"
        )
    for scale in sorted(set(scales)):
        lines.append(
            f'<text x="{x(scale):.1f}" y="{HEIGHT - MARGIN + 20}" text-anchor="middle">'
            f"× {scale:g}</text>"
        )
    for number, (name, points) in enumerate(shown.items()):
        colour = COLOURS[number % len(COLOURS)]
        dashes = ' stroke-dasharray="5 3"' if number >= len(COLOURS) else ""
        path = "L".join(f"{x(scale):.1f} {y(time):.1f}" for scale, time in points)
        lines.append(
            f'<path d="M{path}" fill="none" stroke="{colour}"{dashes}/>'
            f'<text x="{WIDTH - LEGEND + 12}" y="{MARGIN + number * 18}" '
            f'fill="{colour}">{escape(name)}</text>'
        )
    return "\n".join([*lines, "</svg>", ""])
