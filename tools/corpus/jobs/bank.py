"""Accounts with integer cents, transactions that roll back, and statements."""

from contextlib import contextmanager
from enum import Enum


class Kind(Enum):
    CHECKING = "checking"
    SAVINGS = "savings"


class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} has {money(account.balance)}, needs {money(amount)}")


def money(cents):
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02}"


def cents(text):
    whole, _, fraction = text.lstrip("$").replace(",", "").partition(".")
    return int(whole) * 100 + int(fraction.ljust(2, "0") or 0)


class Account:
    number = 1000

    def __init__(self, owner, kind=Kind.CHECKING):
        Account.number += 1
        self.number, self.owner, self.kind, self.balance, self.history = Account.number, owner, kind, 0, []

    def post(self, amount, memo):
        if self.balance + amount < 0:
            raise InsufficientFunds(self, -amount)
        self.balance += amount
        self.history.append((memo, amount, self.balance))

    def __repr__(self):
        return f"<{self.kind.value} #{self.number} {self.owner}: {money(self.balance)}>"


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, owner, deposit="0", kind=Kind.CHECKING):
        account = Account(owner, kind)
        account.post(cents(deposit), "opening")
        self.accounts[account.number] = account
        return account

    @contextmanager
    def transaction(self):
        saved = {n: (a.balance, len(a.history)) for n, a in self.accounts.items()}
        try:
            yield
        except Exception as error:
            for number, (balance, length) in saved.items():
                account = self.accounts[number]
                account.balance = balance
                del account.history[length:]
            print("rolled back:", error)
            raise

    def transfer(self, source, target, text):
        with self.transaction():
            amount = cents(text)
            target.post(amount, f"from {source.owner}")
            source.post(-amount, f"to {target.owner}")

    def interest(self, basis_points):
        for account in self.accounts.values():
            if account.kind is Kind.SAVINGS:
                account.post(account.balance * basis_points // 10000, "interest")


bank = Bank()
ann, bob, cat = bank.open("Ann", "1,234.5"), bank.open("Bob"), bank.open("Cat", "$99.99", Kind.SAVINGS)
bank.transfer(ann, bob, "200.05")
try:
    bank.transfer(bob, cat, "500")
except InsufficientFunds as error:
    print(type(error).__name__)
bank.interest(250)
bank.transfer(cat, ann, "1")
for account in bank.accounts.values():
    print(account)
    for memo, amount, balance in account.history:
        print(f"    {memo:<12}{money(amount):>12}{money(balance):>14}")
print(money(sum(a.balance for a in bank.accounts.values())), money(-5), money(123456789))
