"""heapq and bisect: priority queues, merging, top k, insertion points."""

import bisect
import heapq

numbers = [(i * 37) % 101 for i in range(30)]
heap = numbers[:]
heapq.heapify(heap)
print(heap[0], all(heap[i] <= heap[c] for i in range(30) for c in (2 * i + 1, 2 * i + 2) if c < 30))
heapq.heappush(heap, -1)
print(heapq.heappop(heap), heapq.heappushpop(heap, 50), heapq.heapreplace(heap, 60), [heapq.heappop(heap) for _ in range(5)])
print(heapq.nlargest(3, numbers), heapq.nsmallest(3, numbers), heapq.nlargest(2, ["aaa", "b", "cc"], key=len), heapq.nsmallest(1, []), heapq.nlargest(50, [1, 2]))
print(list(heapq.merge([1, 4, 9], [2, 3, 10], [0])), list(heapq.merge(["aa", "c"], ["b"], key=lambda s: s)), list(heapq.merge([9, 4], [10, 1], reverse=True)))
tasks = []
for priority, name in [(3, "low"), (1, "urgent"), (2, "normal"), (1, "also urgent")]:
    heapq.heappush(tasks, (priority, name))
print([heapq.heappop(tasks) for _ in range(4)])
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
try:
    heapq.heapify([1, "a", 2])
except TypeError as error:
    print(error)


def heapsort(items):
    h = []
    for item in items:
        heapq.heappush(h, item)
    return [heapq.heappop(h) for _ in range(len(h))]


print(heapsort(numbers) == sorted(numbers), heapsort("heapsort"))
a = [1, 3, 3, 3, 5, 8]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 3), bisect.bisect_left(a, 4), bisect.bisect(a, 0), bisect.bisect(a, 99), bisect.bisect_left(a, 3, 2), bisect.bisect_right(a, 3, 0, 2))
bisect.insort(a, 4); bisect.insort_left(a, 3); print(a)
people = [("ann", 20), ("bob", 30), ("cid", 40)]
print(bisect.bisect(people, 30, key=lambda p: p[1]), bisect.insort(people, ("dee", 35), key=lambda p: p[1]), people)
grade = lambda score: "FDCBA"[bisect.bisect([60, 70, 80, 90], score)]
print([grade(s) for s in (33, 60, 77, 89, 90, 100)])
try:
    bisect.bisect([1, 2], 1, -1)
except ValueError as error:
    print(error)
