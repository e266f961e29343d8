from ring_b import value
