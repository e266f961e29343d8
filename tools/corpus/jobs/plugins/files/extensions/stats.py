from framework import Plugin as Base


class Stats(Base):
    name = "statistics"

    def transform(self, text):
        return f"{text} ({len(text)} letters)"
