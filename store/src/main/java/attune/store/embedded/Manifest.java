package attune.store.embedded;

import attune.store.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a backup says of itself, in a text file of lines: one word, then its values. The last line is the digest of all
/// lines before it.
///
/// @param origin which community, as its ledger and key ring call it
/// @param format of the folder
/// @param sequence the last fact
/// @param facts how many there are
/// @param members the next number of a member
/// @param ledgerSize entries of the ledger when the backup was taken; the ledger itself lies in the vault
/// @param ledgerRoot over them
public record Manifest(
        String origin,
        int format,
        long atMillis,
        long sequence,
        long facts,
        int members,
        long ledgerSize,
        Hash ledgerRoot,
        List<Listed> files) {
    static final String NAME = "manifest";
    private static final String VERSION = "attune-backup 1";

    public Manifest {
        files = List.copyOf(files);
    }

    /// One file of a backup.
    public record Listed(String name, long bytes, String sha256) {
        static Listed of(Path file) throws IOException {
            return new Listed(file.getFileName().toString(), Files.size(file), digest(file));
        }
    }

    String text() {
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        line(text, "origin", origin);
        line(text, "format", format);
        line(text, "at", Instant.ofEpochMilli(atMillis));
        line(text, "sequence", sequence);
        line(text, "facts", facts);
        line(text, "members", members);
        line(text, "ledger", ledgerSize + " " + ledgerRoot.hex());
        for (Listed file : files) line(text, "file", file.name + " " + file.bytes + " " + file.sha256);
        return text + "sum " + Hash.leaf(bytes(text.toString())).hex() + "\n";
    }

    private static void line(StringBuilder text, String word, Object value) {
        text.append(word).append(' ').append(value).append('\n');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Manifest read(Path backup) {
        Path file = backup.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                throw new StoreUnusable(
                        "There is no backup in " + backup + ": it has no file " + NAME + ". Maybe it was cut short.");
            }
            return parse(Files.readString(file));
        } catch (IllegalArgumentException | DateTimeException | IOException damaged) {
            throw new StoreUnusable(
                    "The manifest of the backup in " + backup + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    static Manifest parse(String text) {
        int sum = text.lastIndexOf("sum ");
        if (!text.startsWith(VERSION + "\n")) throw new IllegalArgumentException("it does not begin with " + VERSION);
        if (sum < 0
                || !text.substring(sum + 4)
                        .strip()
                        .equals(Hash.leaf(bytes(text.substring(0, sum))).hex())) {
            throw new IllegalArgumentException("its digest does not fit");
        }
        List<Listed> files = new ArrayList<>();
        for (String line : text.substring(0, sum).lines().toList()) {
            String[] words = line.split(" ");
            if (words[0].equals("file")) files.add(new Listed(words[1], Long.parseLong(words[2]), words[3]));
        }
        String[] ledger = value(text, "ledger").split(" ");
        return new Manifest(
                value(text, "origin"),
                Integer.parseInt(value(text, "format")),
                Instant.parse(value(text, "at")).toEpochMilli(),
                Long.parseLong(value(text, "sequence")),
                Long.parseLong(value(text, "facts")),
                Integer.parseInt(value(text, "members")),
                Long.parseLong(ledger[0]),
                Hash.of(HexFormat.of().parseHex(ledger[1])),
                files);
    }

    private static String value(String text, String word) {
        return text.lines()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it has no line " + word));
    }

    static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            byte[] piece = new byte[1 << 16];
            while (digesting.read(piece) >= 0) {
                // The digest is fed by reading.
            }
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java has no SHA-256.", missing);
        }
    }
}
