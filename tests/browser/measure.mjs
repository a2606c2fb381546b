// Figures, not a test: NESTLINE=... node measure.mjs. Chromium on a throttled connection ("slow 4G": 1.6 Mbit/s, 150 ms;
// "slow 3G": 400 kbit/s, 400 ms) and a processor four times slower than this one.
import { newPage, page, startHost, startNestline, widget } from "./harness.mjs";

const nestline = await startNestline();
const host = await startHost(nestline.url, { "/": { html: page(widget("")) } });

const NETWORKS = {
  "unthrottled": null,
  "slow 4G": { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 },
  "slow 3G": { latency: 400, downloadThroughput: 400e3 / 8, uploadThroughput: 400e3 / 8 },
};
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

for (const [name, network] of Object.entries(NETWORKS)) {
  const times = { usable: [], first: [], second: [] };
  for (let round = 0; round < 5; ++round) {
    const tab = await newPage();
    const session = await tab.context().newCDPSession(tab);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", { offline: false, ...(network ?? { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }) });
    if (network) await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await tab.goto(host.url);
    await tab.locator(".launcher").waitFor();
    times.usable.push(await tab.evaluate(() => new Promise((resolve) => {
      const chat = document.querySelector("nestline-chat");
      const started = performance.now();
      addEventListener("nestline:opened", () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started))));
      chat.shadowRoot.querySelector(".launcher").click();
    })));
    for (const which of ["first", "second"]) {
      await tab.locator("#question").fill("my 2 year old screams when I leave her at nursery");
      times[which].push(await tab.evaluate(() => new Promise((resolve) => {
        const root = document.querySelector("nestline-chat").shadowRoot;
        const started = performance.now();
        addEventListener("nestline:answered", () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started))), { once: true });
        root.querySelector("#question").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
      })));
    }
    await tab.context().close();
  }
  console.log(`${name}: click to usable ${Math.round(median(times.usable))} ms; Enter to answer drawn: first ${Math.round(median(times.first))} ms, second ${Math.round(median(times.second))} ms (median of 5)`);
}
await host.stop();
await nestline.stop();
process.exit(0);
