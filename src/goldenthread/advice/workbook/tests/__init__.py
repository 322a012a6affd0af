"""Tests of a service's list as a workbook."""
