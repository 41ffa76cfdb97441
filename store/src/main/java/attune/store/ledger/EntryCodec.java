package attune.store.ledger;

import attune.model.identity.MemberId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Entries as bytes, before they are sealed: a version, the time, the subject, then texts, each with its length. The
/// format is part of the ledger: what is written once must be readable for ever.
public final class EntryCodec {
    private static final byte VERSION = 1;
    private static final int NOBODY = -1;

    private EntryCodec() {}

    public static byte[] encode(Entry entry) {
        List<byte[]> texts = new ArrayList<>();
        texts.add(utf8(entry.actor()));
        texts.add(utf8(entry.action()));
        entry.details().forEach((name, value) -> {
            texts.add(utf8(name));
            texts.add(utf8(value));
        });
        int length = 1 + Long.BYTES + Integer.BYTES;
        for (byte[] text : texts) length += Short.BYTES + text.length;
        ByteBuffer bytes = ByteBuffer.allocate(length)
                .put(VERSION)
                .putLong(entry.atMillis())
                .putInt(entry.subject() == null ? NOBODY : entry.subject().value());
        for (byte[] text : texts) bytes.putShort((short) text.length).put(text);
        return bytes.array();
    }

    /// Throws [LedgerUnavailable] for bytes this version did not write.
    public static Entry decode(byte[] encoded) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(encoded);
            byte version = bytes.get();
            if (version != VERSION) {
                throw new LedgerUnavailable("An entry of the ledger has version " + version
                        + ", this Attune reads version " + VERSION + ". Maybe a newer one wrote it.");
            }
            long atMillis = bytes.getLong();
            int subject = bytes.getInt();
            String actor = text(bytes);
            String action = text(bytes);
            Map<String, String> details = new TreeMap<>();
            while (bytes.hasRemaining()) details.put(text(bytes), text(bytes));
            return new Entry(atMillis, actor, action, subject == NOBODY ? null : new MemberId(subject), details);
        } catch (BufferUnderflowException | IllegalArgumentException damaged) {
            throw new LedgerUnavailable("An entry of the ledger cannot be read. Maybe the file is damaged.", damaged);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
