/**
 * The playground in a browser: Debian's Chromium, where it is installed.
 *
 * Where it is not, the run says so: one test of that name passes, and a line on the console.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

const CHROMIUM = "/usr/bin/chromium";
const CONTENT_TYPES: Record<string, string> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
};

const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const playground = fileURLToPath(new URL("..", import.meta.url));

if (existsSync(CHROMIUM)) {
  describe("in Chromium", testInBrowser);
} else {
  console.warn(
    `The playground was NOT tested in a browser: there is no ${CHROMIUM} (apt-get install chromium).`,
  );
  test(`NOT tested in a browser: ${CHROMIUM} is not installed`, () => undefined);
}

function testInBrowser(): void {
  let site: string;
  let server: Server;
  let address: string;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    site = mkdtempSync(join(tmpdir(), "pyvm-playground-"));
    await build({ root: playground, logLevel: "warn", build: { outDir: site, emptyOutDir: true } });
    server = await serve(site);
    address = `http://localhost:${(server.address() as AddressInfo).port}/`;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
    page = await browser.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(site, { recursive: true, force: true });
  });

  beforeEach(async () => {
    complaints = [];
    await page.goto(address);
  });

  const write = async (program: string) => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(program);
  };
  const status = (text: string) => page.locator("#status", { hasText: text }).waitFor({ timeout: 30_000 });
  const pane = (name: string) => page.locator(`#pane-${name}`);

  test.for([
    ["tokens", "NAME"],
    ["ast", "Module("],
    ["symtable", "total"],
    ["instructions", "STORE_NAME"],
    ["cfg", "STORE_NAME"],
    ["dis", "STORE_NAME"],
    ["pyc", "2b 0e 0d 0a"],
  ])("the pane %s shows its stage", async ([name, expected]) => {
    await write("total = 6 * 7\n");
    await page.locator(`#tab-${name}`).click();
    await expect.poll(() => pane(name!).textContent(), { timeout: 30_000 }).toContain(expected);
    expect(complaints).toEqual([]);
  });

  test("a program that is no Python says where", async () => {
    await write("total = = 1\n");
    await page.locator("#tab-ast").click();
    await expect
      .poll(() => pane("ast").textContent(), { timeout: 30_000 })
      .toContain("SyntaxError: invalid syntax");
  });

  test("Run shows what the program prints, and its exit code", async () => {
    await write("import sys\nfrom collections import Counter\nprint(Counter('aab'))\nsys.exit(3)\n");
    await page.locator("#run").click();
    await status("exit code 3");
    expect(await pane("output").textContent()).toBe("Counter({'a': 2, 'b': 1})\n");
    expect(complaints).toEqual([]);
  });

  test("an exception is shown with its traceback", async () => {
    await write("1 / 0\n");
    await page.locator("#run").click();
    await status("exit code 1");
    expect(await pane("output").locator(".stderr").textContent()).toContain(
      "ZeroDivisionError: division by zero",
    );
  });

  const stopEndless = async () => {
    await write("print('started', flush=True)\nwhile True:\n    pass\n");
    await page.locator("#run").click();
    await expect.poll(() => pane("output").textContent(), { timeout: 30_000 }).toBe("started\n");
    await page.locator("#stop").click();
  };
  const runAnother = async () => {
    await write("print('again')\n");
    await page.locator("#run").click();
    await status("exit code 0");
    expect(await pane("output").textContent()).toBe("again\n");
  };

  test("Stop ends an endless program, and the next one runs", async () => {
    await stopEndless();
    await status("stopped");
    await runAnother();
  });

  test("where memory can be shared, Stop is Ctrl-C", async () => {
    await page.goto(`${address}?isolated`);
    await stopEndless();
    await page.locator("#status", { hasText: "exit code 130" }).waitFor({ timeout: 5000 });
    expect(await pane("output").locator(".stderr").textContent()).toContain("KeyboardInterrupt");
    await runAnother();
  });
}

/**
 * A server of static files and nothing else, as the playground's host will be. What a page asked for with
 * `?isolated` gets comes with the headers that let it share memory with its workers.
 */
async function serve(folder: string): Promise<Server> {
  let isolated = false;
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
    isolated = pathname === "/" ? search === "?isolated" : isolated;
    const path = join(folder, pathname === "/" ? "index.html" : pathname);
    readFile(path).then(
      (contents) => {
        const contentType = CONTENT_TYPES[extname(path)] ?? "application/octet-stream";
        response.writeHead(200, { "content-type": contentType, ...(isolated ? ISOLATED : {}) }).end(contents);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return server;
}
