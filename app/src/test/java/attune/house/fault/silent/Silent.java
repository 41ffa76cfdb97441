package attune.house.fault.silent;

/// Breaks "every package says what it is for": there is no package-info beside it.
record Silent(int number) {}
