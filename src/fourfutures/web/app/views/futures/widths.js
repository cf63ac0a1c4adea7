// How wide plots are, told by the browser when it changes: asking while drawing would lay the page out again each time.

/** `changed()` is called, before the next frame, once a width has changed. Returns {of(plot), end()}. */
export function widths(plots, changed) {
  const known = new Map(plots.map((plot) => [plot, Math.round(plot.clientWidth)]));
  const watch = new ResizeObserver((entries) => {
    let moved = false;
    for (const { target, contentRect } of entries) {
      const next = Math.round(contentRect.width);
      moved ||= next !== known.get(target);
      known.set(target, next);
    }
    if (moved) requestAnimationFrame(changed);
  });
  plots.forEach((plot) => watch.observe(plot));
  return { of: (plot, least) => Math.max(least, known.get(plot)), end: () => watch.disconnect() };
}
