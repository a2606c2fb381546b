// Small line icons, drawn for this widget. Decoration only: every button says in words what it does.
import { h } from "preact";

const paths = {
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V6M6 11.5l6-6 6 6",
  phone: "M6.5 4h3l1.5 4.2-2 1.5a12 12 0 0 0 5.3 5.3l1.5-2 4.2 1.5v3c0 .9-.7 1.6-1.6 1.6C11 19.6 4.4 13 4.9 5.6 5 4.7 5.7 4 6.5 4z",
  text: "M4.5 6h15v10H11l-4 3.5V16H4.5z",
  link: "M10 5H5v14h14v-5M13.5 4.5H19.5V10.5M19 5l-8 8",
  again: "M5 12a7 7 0 1 0 2.3-5.2M5 4.5v4h4",
  exit: "M13 4.5H5.5v15H13M10 12h10M16.5 8.5L20 12l-3.5 3.5",
  back: "M19 12H5.5M11 6l-6 6 6 6",
  copy: "M9 9h10v10.5H9zM6 15H5V4.5h10V6",
  print: "M7 9V4.5h10V9M7 16.5H4.5V9h15v7.5H17M7 13.5h10v6H7z",
  heart: "M12 19.5S4.5 15 4.5 9.7C4.5 7.2 6.4 5.5 8.5 5.5c1.5 0 2.8.8 3.5 2.1.7-1.3 2-2.1 3.5-2.1 2.1 0 4 1.7 4 4.2 0 5.3-7.5 9.8-7.5 9.8z",
  leaf: "M5 19c0-8.5 5-13.5 14-14 .3 9.5-4.5 14-11.5 14M5 19l7-7.5",
  cloud: "M7.5 18.5h9a4 4 0 0 0 .6-8 5.5 5.5 0 0 0-10.7 1.2 3.4 3.4 0 0 0 1.1 6.8z",
} as const;

export const Icon = ({ name }: { name: keyof typeof paths }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);

export const Mark = () => (
  <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
    <path class="egg" d="M12 4.2c2.5 0 4.1 2.6 4.1 5.2s-1.7 4.2-4.1 4.2-4.1-1.6-4.1-4.2 1.6-5.2 4.1-5.2z" />
    <path d="M3 12.5c.6 5 4.3 7.8 9 7.8s8.4-2.8 9-7.8M6 14.6c1.6 1.5 3.6 2.2 6 2.2s4.4-.7 6-2.2" />
  </svg>
);
