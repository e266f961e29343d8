fired = []
_handlers = {}


def on(event):
    def register(function):
        _handlers.setdefault(event, []).append(function)
        return function

    return register


def fire(event, *args):
    for handler in _handlers.get(event, ()):
        fired.append(f"{event}:{handler.__name__}")
        handler(*args)
