// Charts. Each is a picture for those who see it; the numbers stand in the table that follows it.
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import type { Schemas } from "./api.js";

// Told apart by lightness and dash as well as by hue.
const LOOKS: { light: string; dark: string; dash?: number[] }[] = [
  { light: "#1d6b5f", dark: "#8fd6c6" },
  { light: "#9a3412", dark: "#fdba74", dash: [8, 4] },
  { light: "#1e40af", dark: "#93c5fd", dash: [2, 3] },
  { light: "#6b21a8", dark: "#d8b4fe", dash: [12, 3, 2, 3] },
  { light: "#4d4d4d", dark: "#d4d4d4", dash: [5, 5] },
  { light: "#a16207", dark: "#fde047", dash: [1, 4] },
];
const HEIGHT = 260; // CSS pixels

const isDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
const colour = (i: number): string => LOOKS[i % LOOKS.length]![isDark() ? "dark" : "light"];

function Plot({ title, options, data }: { title: string; options: (width: number) => uPlot.Options; data: uPlot.AlignedData }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    let plot = new uPlot(options(box.clientWidth), data, box);
    const redraw = () => {
      plot.destroy();
      plot = new uPlot(options(box.clientWidth), data, box);
    };
    const resized = new ResizeObserver(() => plot.width !== box.clientWidth && plot.setSize({ width: box.clientWidth, height: HEIGHT }));
    resized.observe(box);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", redraw);
    return () => {
      resized.disconnect();
      scheme.removeEventListener("change", redraw);
      plot.destroy();
    };
  }, [JSON.stringify(data)]);
  return <div class="chart" role="img" aria-label={`Chart: ${title}. The table below has its numbers.`} ref={place} />;
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

function axes(x: Partial<uPlot.Axis>): uPlot.Axis[] {
  const text = isDark() ? "#d4d4d4" : "#404040";
  const grid = { stroke: isDark() ? "#3f3f46" : "#e4e4e7", width: 1 };
  const none = { show: false };
  return [{ stroke: text, grid: none, ticks: none, gap: 10, ...x }, { stroke: text, grid, ticks: none, size: 56 }];
}

/** One line for every kind, over days: columns day, kind, count. */
export function Lines({ title, table, name }: { title: string; table: Schemas["StaffTable"]; name: (kind: string) => string }) {
  const days = [...new Set(table.rows.map((row) => String(row[0])))].sort();
  const kinds = [...new Set(table.rows.map((row) => String(row[1])))];
  const at = new Map(days.map((day, i) => [day, i]));
  const series = kinds.map(() => days.map(() => 0));
  for (const [day, kind, n] of table.rows) {
    const line = series[kinds.indexOf(String(kind))];
    const i = at.get(String(day));
    if (line && i !== undefined) line[i] = (line[i] ?? 0) + Number(n);
  }
  const data: uPlot.AlignedData = [days.map((day) => Date.parse(day) / 1000), ...series];
  const options = (width: number): uPlot.Options => ({
    width, height: HEIGHT, legend: { show: false }, cursor: { show: false }, tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "Etc/UTC"),
    axes: axes({ space: 64, values: (_, splits) => splits.map((at) => (at % 86_400 === 0 ? dayFormat.format(at * 1000) : "")) }),
    scales: { y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
    series: [{}, ...kinds.map((kind, i) => ({ label: name(kind), stroke: colour(i), width: 2, points: { show: days.length < 40 }, dash: LOOKS[i % LOOKS.length]!.dash ?? [] }))],
  });
  return (
    <div>
      <Plot title={title} options={options} data={data} />
      <ul class="legend" aria-hidden="true">{kinds.map((kind, i) => <li key={kind} class={`look-${i % LOOKS.length}`}>{name(kind)}</li>)}</ul>
    </div>
  );
}

/** A bar for every name; the names stand below in the same order, as they are too long for an axis. */
export function Bars({ title, bars }: { title: string; bars: [string, number][] }) {
  const data: uPlot.AlignedData = [bars.map((_, i) => i + 1), bars.map(([, n]) => n)];
  const options = (width: number): uPlot.Options => ({
    width, height: HEIGHT, legend: { show: false }, cursor: { show: false },
    axes: axes({ splits: () => bars.map((_, i) => i + 1), values: (_, splits) => splits.map(String) }),
    scales: { x: { time: false, range: () => [0.4, bars.length + 0.6] }, y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
    series: [{}, { stroke: colour(0), fill: colour(0), width: 1, paths: uPlot.paths.bars!({ size: [0.6, 60] }), points: { show: false } }],
  });
  return (
    <div>
      <Plot title={title} options={options} data={data} />
      <ol class="legend bars">{bars.map(([name, n]) => <li key={name}>{name}: {n.toLocaleString("en-GB")}</li>)}</ol>
    </div>
  );
}
