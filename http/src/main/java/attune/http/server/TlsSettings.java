package attune.http.server;

import java.nio.file.Path;

/// A certificate and its key.
///
/// @param keyStore a PKCS#12 file
public record TlsSettings(Path keyStore, String password) {
    @Override
    public String toString() {
        return "TlsSettings[keyStore=" + keyStore + "]";
    }
}
