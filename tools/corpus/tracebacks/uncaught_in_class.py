"""Uncaught in a method called by a builtin, in a comprehension, in a lambda, with attributes suggestions absent."""


class Account:
    def __init__(self, balance):
        self.balance = balance

    def __lt__(self, other):
        return self.compare(other) < 0

    def compare(self, other):
        return self.balance - other.owner_balance


accounts = [Account(n) for n in (3, 1, 2)]
print(max(a.balance for a in accounts))
key = lambda accounts: [sorted(group) for group in accounts]
key([accounts])
