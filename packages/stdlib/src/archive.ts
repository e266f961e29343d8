/**
 * The library in one file, for where there are no directories: browsers, edge workers.
 *
 * A gzip stream of: the length of the index (4 bytes, little-endian), the index (JSON: a list of
 * `[path, size]`), and the contents one after the other in the order of the index. Whole or not at all:
 * random access would need a second copy of what the platform's decompressor does.
 */

/** Contents by path from the root of the library, with `/` between names. */
export type LibraryFiles = ReadonlyMap<string, Uint8Array>;

/**
 * The files in an archive.
 *
 * @param archive the bytes of `@pyvm/stdlib/library.pack`
 * @returns views of one buffer, in the order of the archive
 * @throws TypeError when the bytes are not a gzip stream
 * @example
 * const response = await fetch(archiveUrl);
 * const files = await readArchive(new Uint8Array(await response.arrayBuffer()));
 * files.get("os.py");
 */
export async function readArchive(archive: Uint8Array<ArrayBuffer>): Promise<LibraryFiles> {
  const bytes = await through(archive, new DecompressionStream("gzip"));
  const indexLength = new DataView(bytes.buffer).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + indexLength))) as [
    string,
    number,
  ][];
  const files = new Map<string, Uint8Array>();
  let offset = 4 + indexLength;
  for (const [path, size] of index) {
    files.set(path, bytes.subarray(offset, offset + size));
    offset += size;
  }
  return files;
}

/** An archive of the files, from which `readArchive` makes them again. */
export async function writeArchive(files: LibraryFiles): Promise<Uint8Array<ArrayBuffer>> {
  const index = new TextEncoder().encode(
    JSON.stringify([...files].map(([path, contents]) => [path, contents.length])),
  );
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, index.length, true);
  const bytes = await new Blob([
    length,
    index,
    ...(files.values() as Iterable<Uint8Array<ArrayBuffer>>),
  ]).arrayBuffer();
  return through(new Uint8Array(bytes), new CompressionStream("gzip"));
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
