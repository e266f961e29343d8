import ring_d
