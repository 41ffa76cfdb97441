package attune.model.policy;

/// The capability behind grants: one per community, made at assembly, handed to the one issuer and to the
/// views that check. Equality is identity, so a grant made with any other seal is worthless.
public final class Seal {}
