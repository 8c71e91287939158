"""What a page and a picture look like, measured."""

import io

from PIL import Image, ImageDraw
from playwright.sync_api import Page


def drawn_map() -> bytes:
    """A picture of about the size of a real map."""
    image = Image.new("RGB", (900, 900), "white")
    draw = ImageDraw.Draw(image)
    for radius in (140, 280, 420):
        draw.ellipse((450 - radius, 450 - radius, 450 + radius, 450 + radius), outline="#7aa", width=3)
    draw.ellipse((420, 420, 480, 480), fill="#17565c")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def contrasts(page: Page) -> dict[str, float]:
    """How well each kind of text stands out from its ground, by WCAG's formula."""
    return page.evaluate("""() => {
      const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
      const parse = colour => colour.match(/[\\d.]+/g).map(Number);
      const ground = el => { for (; el; el = el.parentElement) { const c = parse(getComputedStyle(el).backgroundColor);
        if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
      const found = {};
      for (const el of document.querySelectorAll('a, p, button, textarea, h2, summary, span')) {
        if (!el.textContent.trim() && el.tagName !== 'TEXTAREA') continue;
        const [a, b] = [light(parse(getComputedStyle(el).color)), light(ground(el))].sort((x, y) => y - x);
        found[`${el.tagName}.${el.className}#${el.id} ${el.textContent.slice(0, 20)}`] = (a + .05) / (b + .05);
      }
      return found; }""")
