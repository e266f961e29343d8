from framework import Plugin, hook


class Reverse(Plugin):
    def transform(self, text):
        return text[::-1]


@hook.on("added")
def noticed(name):
    pass
