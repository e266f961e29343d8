"""BFS, DFS, Dijkstra, A*, topological sort, strongly connected components, minimum spanning tree."""

import heapq
from collections import defaultdict, deque

EDGES = [("A", "B", 4), ("A", "C", 2), ("C", "B", 1), ("B", "D", 5), ("C", "D", 8), ("C", "E", 10), ("D", "E", 2), ("E", "F", 3), ("D", "F", 6)]
graph = defaultdict(dict)
for a, b, w in EDGES:
    graph[a][b] = w
    graph[b]


def bfs(start):
    seen, queue = {start: 0}, deque([start])
    while queue:
        node = queue.popleft()
        for neighbour in graph[node]:
            if neighbour not in seen:
                seen[neighbour] = seen[node] + 1
                queue.append(neighbour)
    return seen


def dfs(node, seen=None):
    seen = [] if seen is None else seen
    seen.append(node)
    for neighbour in graph[node]:
        if neighbour not in seen:
            dfs(neighbour, seen)
    return seen


def dijkstra(start):
    distance, previous, heap = {start: 0}, {}, [(0, start)]
    while heap:
        d, node = heapq.heappop(heap)
        if d > distance[node]:
            continue
        for neighbour, weight in graph[node].items():
            if (new := d + weight) < distance.get(neighbour, float("inf")):
                distance[neighbour], previous[neighbour] = new, node
                heapq.heappush(heap, (new, neighbour))
    return distance, previous


def path(previous, goal):
    nodes = [goal]
    while nodes[-1] in previous:
        nodes.append(previous[nodes[-1]])
    return nodes[::-1]


def topological():
    incoming = {node: 0 for node in graph}
    for node in graph:
        for neighbour in graph[node]:
            incoming[neighbour] += 1
    ready, order = deque(n for n in graph if not incoming[n]), []
    while ready:
        node = ready.popleft()
        order.append(node)
        for neighbour in graph[node]:
            incoming[neighbour] -= 1
            if not incoming[neighbour]:
                ready.append(neighbour)
    return order


def components(edges):
    forward = defaultdict(list)
    for a, b in edges:
        forward[a].append(b)
        forward[b]
    index, low, stack, found, counter = {}, {}, [], [], 0

    def visit(node):
        nonlocal counter
        index[node] = low[node] = counter
        counter += 1
        stack.append(node)
        for n in forward[node]:
            if n not in index:
                visit(n)
                low[node] = min(low[node], low[n])
            elif n in stack:
                low[node] = min(low[node], index[n])
        if low[node] == index[node]:
            component = []
            while True:
                component.append(stack.pop())
                if component[-1] == node:
                    break
            found.append(sorted(component))

    for node in list(forward):
        if node not in index:
            visit(node)
    return found


def kruskal():
    parent = {node: node for node in graph}

    def find(node):
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    tree = []
    for a, b, w in sorted(EDGES, key=lambda e: e[2]):
        ra, rb = find(a), find(b)
        if ra != rb:
            parent[ra] = rb
            tree.append((a, b, w))
    return tree


MAZE = """\
S..#....
.#.#.##.
.#...#..
.####.#.
......#G"""


def a_star(maze):
    rows = maze.splitlines()
    where = {c: (y, x) for y, row in enumerate(rows) for x, c in enumerate(row)}
    start, goal = where["S"], where["G"]
    heap, came, cost, expanded = [(0, start)], {start: None}, {start: 0}, 0
    while heap:
        _, (y, x) = heapq.heappop(heap)
        expanded += 1
        if (y, x) == goal:
            break
        for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            ny, nx = y + dy, x + dx
            if 0 <= ny < len(rows) and 0 <= nx < len(rows[0]) and rows[ny][nx] != "#":
                new = cost[y, x] + 1
                if new < cost.get((ny, nx), 10**9):
                    cost[ny, nx], came[ny, nx] = new, (y, x)
                    heapq.heappush(heap, (new + abs(goal[0] - ny) + abs(goal[1] - nx), (ny, nx)))
    node, steps = came[goal], set()
    while node != start:
        steps.add(node)
        node = came[node]
    return cost[goal], ["".join("*" if (y, x) in steps else c for x, c in enumerate(row)) for y, row in enumerate(rows)]


print(bfs("A"), dfs("A"), sep="\n")
distance, previous = dijkstra("A")
print(distance, path(previous, "F"), topological())
print(components([(1, 2), (2, 3), (3, 1), (3, 4), (4, 5), (5, 4), (6, 5), (7, 7)]))
print(kruskal(), sum(w for *_, w in kruskal()))
length, drawn = a_star(MAZE)
print(length, *drawn, sep="\n")
