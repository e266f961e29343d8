"""An uncaught exception that passes through an imported module."""

import worker

print(worker.process([1, 2]))
worker.process([1, 0])
