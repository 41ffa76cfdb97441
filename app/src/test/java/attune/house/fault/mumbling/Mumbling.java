package attune.house.fault.mumbling;

/// Its package does not say what must stay out.
record Mumbling(int number) {}
