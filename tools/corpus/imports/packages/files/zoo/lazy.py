print("zoo/lazy")
from . import VERSION
from .animals.cat import Cat

VALUE = f"lazy {VERSION} {Cat.__name__}"
