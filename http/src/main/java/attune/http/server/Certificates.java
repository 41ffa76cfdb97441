package attune.http.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Reads a certificate with its key from files, and sees to it that they belong together before anybody is served
/// with them.
final class Certificates {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    /// The store lives in memory only, so its password protects nothing.
    private static final char[] IN_MEMORY = {'m'};

    private Certificates() {}

    /// A key store in memory.
    ///
    /// @param key what opens the key in it
    record Loaded(KeyStore store, String key, X509Certificate certificate) {
        long expiresMillis() {
            return certificate.getNotAfter().toInstant().toEpochMilli();
        }
    }

    /// @throws IllegalArgumentException in words for the operator, when the files cannot be used
    static Loaded load(TlsSettings settings) {
        try {
            Loaded loaded = switch (settings) {
                case TlsSettings.KeyStoreFile(Path file, String password) -> keyStore(file, password);
                case TlsSettings.PemFiles(Path chain, Path key) -> pem(chain, key);
            };
            loaded.certificate.checkValidity();
            return loaded;
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(
                    "There is no file " + missing.getFile() + ". Maybe a typing error in http.tls?", missing);
        } catch (AccessDeniedException closed) {
            throw new IllegalArgumentException(
                    closed.getFile() + " may not be read by who runs the node. Maybe chown it?", closed);
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalArgumentException(
                    "The certificate in " + settings.files() + " cannot be used: " + failed.getMessage(), failed);
        }
    }

    private static Loaded keyStore(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        for (String alias : Collections.list(store.aliases())) {
            if (!store.isKeyEntry(alias) || !(store.getCertificate(alias) instanceof X509Certificate certificate)) {
                continue;
            }
            boolean fits = store.getKey(alias, password.toCharArray()) instanceof PrivateKey key
                    && belongsTo(key, certificate.getPublicKey());
            if (!fits) throw new IllegalArgumentException("The key in " + file + " is not the certificate's.");
            return new Loaded(store, password, certificate);
        }
        throw new IllegalArgumentException(file + " holds no key with a certificate.");
    }

    private static Loaded pem(Path chainFile, Path keyFile) throws IOException, GeneralSecurityException {
        var chain = List.copyOf(CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(chainFile))));
        if (chain.isEmpty() || !(chain.getFirst() instanceof X509Certificate first)) {
            throw new IllegalArgumentException(chainFile + " holds no certificate in PEM.");
        }
        PrivateKey key = key(keyFile, first.getPublicKey());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("node", key, IN_MEMORY, chain.toArray(Certificate[]::new));
        return new Loaded(store, new String(IN_MEMORY), first);
    }

    /// The key of the certificate, by trying what it could be.
    private static PrivateKey key(Path file, PublicKey certified) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(file + " holds no plain PKCS#8 key (BEGIN PRIVATE KEY)."
                    + " Maybe convert it: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        byte[] encoded = decoded(file, text.substring(from + BEGIN.length(), to));
        return ALGORITHMS.stream()
                .flatMap(algorithm -> read(algorithm, encoded).stream())
                .filter(key -> belongsTo(key, certified))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The key in " + file + " is not the certificate's. Maybe only one of the files was replaced?"));
    }

    private static byte[] decoded(Path file, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException(
                    "The key in " + file + " is no base64 between its BEGIN and END. Maybe it was cut?", broken);
        }
    }

    private static Optional<PrivateKey> read(String algorithm, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException another) {
            return Optional.empty();
        }
    }

    /// A signature by the one must hold by the other.
    private static boolean belongsTo(PrivateKey key, PublicKey certified) {
        try {
            String algorithm = switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> key.getAlgorithm();
            };
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            return signature.verify(signed);
        } catch (GeneralSecurityException different) {
            return false;
        }
    }
}
