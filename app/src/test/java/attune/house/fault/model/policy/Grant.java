package attune.house.fault.model.policy;

/// Stands for the model's grant.
public record Grant(int member) {}
