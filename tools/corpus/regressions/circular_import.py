"""An import that runs in a circle says which file to blame."""

for name in ["ring_a", "ring_c"]:
    try:
        __import__(name)
    except (ImportError, AttributeError) as error:
        print(type(error).__name__, str(error).split("'/")[0].split(" (/")[0])
