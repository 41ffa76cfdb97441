package attune.http.server;

import java.nio.file.Path;
import java.util.List;

/// A certificate and its key, in one of the two forms that people get them in.
public sealed interface TlsSettings {
    /// A PKCS#12 file.
    record KeyStoreFile(Path keyStore, String password) implements TlsSettings {
        @Override
        public List<Path> files() {
            return List.of(keyStore);
        }

        @Override
        public String toString() {
            return "KeyStoreFile[" + keyStore + "]";
        }
    }

    /// PEM files, as certificate authorities and their tools hand them out.
    ///
    /// @param chain the node's certificate and then those that lead to a known authority
    /// @param key   its private key, in PKCS#8 and not encrypted
    record PemFiles(Path chain, Path key) implements TlsSettings {
        @Override
        public List<Path> files() {
            return List.of(chain, key);
        }
    }

    /// What is watched for changes.
    List<Path> files();
}
