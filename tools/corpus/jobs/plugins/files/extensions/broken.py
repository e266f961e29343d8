from framework import Plugin


class Broken(Plugin):
    pass
