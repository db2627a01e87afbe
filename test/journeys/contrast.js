/** Evaluated in the page: every visible piece of text whose contrast with what lies behind it is under `least` (WCAG 2.2, 1.4.6). */
export function contrastBelow(least) {
  const numbers = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color) => {
    const [r = 0, g = 0, b = 0] = numbers(color).map((c) =>
      c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    const { backgroundColor } = getComputedStyle(node);
    return (numbers(backgroundColor)[3] ?? 1) > 0
      ? backgroundColor
      : node.parentElement
        ? behind(node.parentElement)
        : 'rgb(255,255,255)';
  };
  const weak = [];
  for (const node of document.querySelectorAll('body *')) {
    const hasText = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim());
    if (!hasText || node.closest('template') || node.getClientRects().length === 0) continue;
    const [light = 0, dark = 0] = [luminance(getComputedStyle(node).color), luminance(behind(node))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < least) weak.push(`${node.tagName} ${node.className}: ${ratio.toFixed(2)}`);
  }
  return weak;
}
