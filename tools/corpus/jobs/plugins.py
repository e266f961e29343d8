"""A plugin system over several imported modules: registry, discovery by import, hooks, dependencies."""

import importlib
import sys

from framework import Registry, hook, load_order
from framework.errors import PluginError

registry = Registry()
for name in ["upper", "reverse", "stats", "broken", "missing", "needs_nothing"]:
    try:
        module = importlib.import_module(f"extensions.{name}")
        registry.add(module)
    except PluginError as error:
        print("refused:", error)
    except ImportError as error:
        print("not found:", error)
print(registry)
print([plugin.name for plugin in load_order(registry)])
text = "Hello Plugins"
for plugin in load_order(registry):
    text = plugin.transform(text)
    print(f"{plugin.name:>8}: {text}")
print(hook.fired)
print(sorted(name for name in sys.modules if name.startswith(("extensions", "framework"))))
try:
    load_order(Registry().add_all([type("A", (), {"name": "a", "requires": ["b"]}), type("B", (), {"name": "b", "requires": ["a"]})]))
except PluginError as error:
    print(error)
