"""Imports nothing, registers nothing."""

VALUE = 1
