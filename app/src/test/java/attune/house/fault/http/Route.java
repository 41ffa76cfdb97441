package attune.house.fault.http;

/// Stands for the web room.
public record Route(String path) {}
