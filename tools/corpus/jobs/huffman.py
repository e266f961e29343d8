"""Huffman coding: build the tree, encode to bits and bytes, decode, compare sizes."""

import heapq
from collections import Counter
from itertools import count


def build(text):
    serial = count()
    heap = [(n, next(serial), symbol) for symbol, n in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], next(serial), (a[2], b[2])))
    return heap[0][2]


def codes(tree, prefix=""):
    if isinstance(tree, str):
        return {tree: prefix or "0"}
    return codes(tree[0], prefix + "0") | codes(tree[1], prefix + "1")


def pack(bits):
    padding = -len(bits) % 8
    return bytes([padding]) + int(bits + "0" * padding or "0", 2).to_bytes((len(bits) + padding) // 8, "big")


def unpack(data):
    bits = bin(int.from_bytes(b"\1" + data[1:], "big"))[3:]
    return bits[:len(bits) - data[0]]


def decode(bits, tree):
    if isinstance(tree, str):
        return tree * len(bits)
    out, node = [], tree
    for bit in bits:
        node = node[bit == "1"]
        if isinstance(node, str):
            out.append(node)
            node = tree
    return "".join(out)


for text in ["abracadabra", "aaaa", "the quick brown fox jumps over the lazy dog", "mississippi river " * 5]:
    tree = build(text)
    table = codes(tree)
    bits = "".join(table[c] for c in text)
    data = pack(bits)
    print(sorted(table.items(), key=lambda item: (len(item[1]), item[1]))[:6])
    print(bits[:60], len(bits), "bits", data[:12], f"{len(data)}/{len(text)} bytes = {len(data) / len(text):.0%}", decode(unpack(data), tree) == text)
