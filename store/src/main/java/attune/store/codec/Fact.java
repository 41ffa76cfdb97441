package attune.store.codec;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// One row of the log: a header, the event's open fields, its sealed personal payload, and a checksum over all
/// of it.
///
/// ```
/// version 1 byte · type · owner + 1 · arrival millis · lag millis · source · open fields · sealed · CRC-32C 4 bytes
/// ```
/// Numbers are varints; source and open fields carry their length, the sealed payload fills the rest.
///
/// @param owner dense member number, or [Encoded#NO_OWNER]
/// @param sealed personal payload under the owner's key; empty when there is none
public record Fact(
        int type, int owner, long eventMillis, long arrivalMillis, String source, byte[] open, byte[] sealed) {
    public static final int VERSION = 1;
    private static final int CHECKSUM_BYTES = 4;

    public byte[] bytes() {
        ByteSink sink = new ByteSink();
        sink.put(VERSION);
        sink.varint(type);
        sink.varint(owner + 1L);
        sink.varint(arrivalMillis);
        sink.varint(arrivalMillis - eventMillis);
        byte[] name = source.getBytes(StandardCharsets.UTF_8);
        sink.varint(name.length);
        sink.put(name);
        sink.varint(open.length);
        sink.put(open);
        sink.put(sealed);
        sink.fixed(checksum(sink.array(), sink.size()), CHECKSUM_BYTES);
        return sink.toBytes();
    }

    /// Throws [MalformedFact] if the bytes were damaged, or written by a version with another row format.
    public static Fact parse(byte[] bytes) {
        int end = bytes.length - CHECKSUM_BYTES;
        if (end < 1) throw new MalformedFact("A fact of " + bytes.length + " bytes is too short.");
        if (new ByteSource(bytes, end, bytes.length).fixed(CHECKSUM_BYTES) != checksum(bytes, end)) {
            throw new MalformedFact("The checksum of a fact does not fit. Maybe the file is damaged.");
        }
        ByteSource source = new ByteSource(bytes, 0, end);
        int version = source.one();
        if (version != VERSION) throw new MalformedFact("A fact in row format " + version + ", not " + VERSION + ".");
        int type = source.index();
        int owner = source.indexOrNone();
        long arrivalMillis = source.varint();
        long lagMillis = source.varint();
        String name = source.text();
        byte[] open = source.range().rest();
        return new Fact(type, owner, arrivalMillis - lagMillis, arrivalMillis, name, open, source.rest());
    }

    /// Whom and what this fact names in the clear, its owner included; works for types of newer versions too.
    public void names(Named into) {
        if (owner != Encoded.NO_OWNER) into.member(owner);
        ByteSource fields = new ByteSource(open, 0, open.length);
        while (fields.more()) {
            Kind kind = Kind.of(fields.varint());
            switch (kind) {
                case MEMBER -> into.member(fields.index());
                case ITEM -> into.item(fields.index());
                case MEMBERS -> {
                    for (ByteSource list = fields.range(); list.more(); ) into.member(list.index());
                }
                case ITEMS -> {
                    for (ByteSource list = fields.range(); list.more(); ) into.item(list.index());
                }
                case NUMBER, FIXED, TEXT, NUMBERS -> fields.skip(kind);
            }
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    /// Receives the dense numbers a fact names.
    public interface Named {
        void member(int member);

        void item(int item);
    }
}
