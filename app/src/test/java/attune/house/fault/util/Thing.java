package attune.house.fault.util;

/// Breaks "find the noun" by where it lies.
record Thing(int number) {}
