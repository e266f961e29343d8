"""A text adventure: a state machine fed with commands from standard input."""

import sys


class Room:
    def __init__(self, name, text, items=(), **exits):
        self.name, self.text, self.items, self.exits = name, text, set(items), exits


class Game:
    def __init__(self):
        self.rooms = {room.name: room for room in [
            Room("hall", "A dusty hall.", ["lamp"], north="library", east="kitchen"),
            Room("library", "Books from floor to ceiling.", ["book"], south="hall", down="cellar"),
            Room("kitchen", "It smells of soup.", ["knife", "bread"], west="hall"),
            Room("cellar", "It is dark.", ["treasure"], up="library"),
        ]}
        self.here, self.inventory, self.moves, self.over = self.rooms["hall"], set(), 0, False
        self.commands = {name[3:]: getattr(self, name) for name in dir(self) if name.startswith("do_")}

    def play(self, lines):
        self.do_look()
        for line in lines:
            words = line.lower().split()
            print(">", line.strip())
            if not words:
                continue
            self.moves += 1
            match words:
                case [("north" | "south" | "east" | "west" | "up" | "down") as direction]:
                    self.do_go(direction)
                case [verb, *rest] if verb in self.commands:
                    try:
                        self.commands[verb](*rest)
                    except TypeError:
                        print(f"How do you want to {verb}?")
                case _:
                    print(f"I do not know how to {line.strip()!r}.")
            if self.over:
                break
        print(f"{'You won' if self.over else 'The story ends'} after {self.moves} moves.")

    @property
    def dark(self):
        return self.here.name == "cellar" and "lamp" not in self.inventory

    def do_look(self):
        if self.dark:
            print("You see nothing.")
            return
        print(self.here.text, "Exits:", ", ".join(sorted(self.here.exits)) + ".")
        if self.here.items:
            print("Here:", ", ".join(sorted(self.here.items)))

    def do_go(self, direction):
        if direction not in self.here.exits:
            print("There is no way", direction + ".")
        else:
            self.here = self.rooms[self.here.exits[direction]]
            self.do_look()

    def do_take(self, item):
        if item in self.here.items and not self.dark:
            self.here.items.remove(item)
            self.inventory.add(item)
            print("Taken.")
            self.over = item == "treasure"
        else:
            print("There is no", item, "here.")

    def do_drop(self, item):
        if item not in self.inventory:
            print("You do not have that.")
        else:
            self.inventory.discard(item)
            self.here.items.add(item)
            print("Dropped.")

    def do_inventory(self):
        print("You carry", ", ".join(sorted(self.inventory)) or "nothing", end=".\n")


Game().play(sys.stdin)
