"""The framework that plugins are written against."""

from . import hook
from .base import Plugin
from .registry import Registry
from .registry import load_order

__all__ = ["Plugin", "Registry", "hook", "load_order"]
