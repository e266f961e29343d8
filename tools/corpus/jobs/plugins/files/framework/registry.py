from .base import Plugin
from .errors import PluginError
from .hook import fire


class Registry:
    def __init__(self):
        self.plugins = {}

    def add(self, module):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Plugin) and value is not Plugin:
                self.plugins[value.name] = value()
                fire("added", value.name)

    def add_all(self, plugins):
        self.plugins.update((p.name, p) for p in plugins)
        return self

    def __iter__(self):
        return iter(self.plugins.values())

    def __repr__(self):
        return f"Registry({', '.join(self.plugins)})"


def load_order(registry):
    order, visiting = [], []

    def visit(name):
        if name in visiting:
            raise PluginError("cycle: " + " -> ".join(visiting + [name]))
        plugin = registry.plugins[name]
        if plugin not in order:
            visiting.append(name)
            for required in plugin.requires:
                visit(required)
            visiting.pop()
            order.append(plugin)

    for name in sorted(registry.plugins):
        visit(name)
    return order
