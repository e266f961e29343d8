from framework import Plugin


class Upper(Plugin):
    requires = ["reverse"]

    def transform(self, text):
        return text.upper()
