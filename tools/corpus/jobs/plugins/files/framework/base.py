from .errors import PluginError


class Plugin:
    requires = ()
    name = None

    def __init_subclass__(cls):
        super().__init_subclass__()
        if cls.name is None:
            cls.name = cls.__name__.lower()
        if not hasattr(cls, "transform"):
            raise PluginError(f"{cls.__module__}.{cls.__name__} has no transform")
