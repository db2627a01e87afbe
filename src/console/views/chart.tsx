/** One bar. */
export interface Bar {
  label: string;
  value: number;
}

const size = { width: 600, height: 160, foot: 22, head: 16 };
/** Labels that find room below the bars. */
const mostLabels = 6;

/** Bars as a picture made here: no style of its own (the policy allows none) and no script. The numbers stand in a table beside it. */
export function BarChart({ name, bars }: { name: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = size.width / Math.max(1, bars.length);
  const room = size.height - size.foot - size.head;
  const every = Math.ceil(bars.length / mostLabels);
  return (
    <svg class="chart" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={name}>
      <line x1="0" x2={size.width} y1={size.height - size.foot} y2={size.height - size.foot} class="axis" />
      <text x="0" y="12">
        {most.toLocaleString('vi-VN')}
      </text>
      {bars.map(({ label, value }, at) => {
        const height = Math.round((value / most) * room * 10) / 10;
        return (
          <>
            <rect
              x={Math.round((at * step + step * 0.1) * 10) / 10}
              y={size.height - size.foot - height}
              width={Math.round(Math.min(step * 0.8, 60) * 10) / 10}
              height={height}
              class="bar"
            />
            {at % every === 0 && (
              <text x={Math.round(at * step)} y={size.height - 5}>
                {label}
              </text>
            )}
          </>
        );
      })}
    </svg>
  );
}
