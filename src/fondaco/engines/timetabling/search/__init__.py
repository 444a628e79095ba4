"""Compiled local search for timetables; only this package imports numba."""
