from ring_a import other
value = 1
