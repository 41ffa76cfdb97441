package attune.house.fault.model.item;

/// Breaks "find the noun".
public record ItemManager(int number) {}
