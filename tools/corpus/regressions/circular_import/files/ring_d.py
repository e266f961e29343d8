import ring_c
ring_c.later
