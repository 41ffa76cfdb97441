package attune.store.keys;

/// The community's own secrets, derived from one root that never leaves the key store: digests of foreign names,
/// signatures of references and cursors, tokens.
public interface Secrets {
    /// HMAC-SHA-256 of `message` under the secret for `use`; 32 bytes. Uses are fixed words such as
    /// `trace-reference`.
    byte[] mac(String use, byte[] message);
}
