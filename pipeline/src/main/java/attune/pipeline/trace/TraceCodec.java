package attune.pipeline.trace;

import attune.model.identity.TraceId;
import attune.pipeline.trace.Trace.Fate;
import attune.pipeline.trace.Trace.RemovalCount;
import attune.pipeline.trace.Trace.Removed;
import attune.pipeline.trace.Trace.Row;
import attune.pipeline.trace.Trace.StageRun;
import attune.pipeline.trace.Trace.Status;
import attune.pipeline.trace.Trace.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Traces as bytes, for keeping. Traces are disposable: bytes of another format version are not read but
/// dropped.
public final class TraceCodec {
    private static final int VERSION = 1;

    private TraceCodec() {}

    public static byte[] encode(Trace trace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(trace, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed.", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Trace trace, DataOutputStream out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(trace.id().value());
        out.writeUTF(trace.surface());
        out.writeInt(trace.viewer());
        out.writeLong(trace.atMillis());
        out.writeLong(trace.sequence());
        out.writeLong(trace.seed());
        out.writeUTF(trace.versions().pipeline());
        out.writeUTF(trace.versions().values());
        out.writeUTF(trace.versions().model());
        out.writeBoolean(trace.profiled());
        out.writeInt(trace.stages().size());
        for (StageRun stage : trace.stages()) {
            out.writeUTF(stage.kind());
            out.writeUTF(stage.name());
            out.writeInt(stage.in());
            out.writeInt(stage.out());
            out.writeLong(stage.micros());
            out.writeByte(stage.status().ordinal());
            String note = stage.note();
            out.writeUTF(note == null ? "" : note);
        }
        out.writeInt(trace.removals().size());
        for (RemovalCount removal : trace.removals()) {
            out.writeUTF(removal.stage());
            out.writeUTF(removal.code());
            out.writeInt(removal.count());
        }
        writeTexts(trace.columns(), out);
        out.writeInt(trace.rows().size());
        for (Row row : trace.rows()) writeRow(row, out);
        out.writeInt(trace.removed().size());
        for (Removed removed : trace.removed()) {
            out.writeInt(removed.item());
            out.writeUTF(removed.stage());
            out.writeUTF(removed.code());
            out.writeUTF(removed.sentence());
        }
        out.writeBoolean(trace.full());
        writeFate(trace.watched(), out);
    }

    private static void writeRow(Row row, DataOutputStream out) throws IOException {
        out.writeInt(row.item());
        out.writeInt(row.position());
        writeTexts(row.sources(), out);
        out.writeFloat(row.propensity());
        out.writeBoolean(row.exploration());
        for (double value : row.values()) out.writeDouble(value);
    }

    private static void writeTexts(List<String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) out.writeUTF(text);
    }

    private static void writeFate(@Nullable Fate fate, DataOutputStream out) throws IOException {
        switch (fate) {
            case null -> out.writeByte(0);
            case Fate.NotProposed notProposed -> out.writeByte(1);
            case Fate.Filtered filtered -> {
                out.writeByte(2);
                out.writeUTF(filtered.stage());
                out.writeUTF(filtered.code());
                out.writeUTF(filtered.sentence());
            }
            case Fate.NotSelected notSelected -> {
                out.writeByte(3);
                out.writeInt(notSelected.rank());
                out.writeInt(notSelected.rows());
            }
            case Fate.Selected selected -> {
                out.writeByte(4);
                out.writeInt(selected.position());
            }
        }
    }

    /// @throws IllegalArgumentException for bytes of another version
    public static Trace decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION)
                throw new IllegalArgumentException("A trace of format " + version + " is not kept.");
            Trace trace = read(in);
            if (in.read() >= 0) throw new IOException("There are bytes left over.");
            return trace;
        } catch (IOException damaged) {
            throw new IllegalArgumentException("These bytes are no trace.", damaged);
        }
    }

    private static Trace read(DataInputStream in) throws IOException {
        TraceId id = new TraceId(in.readLong());
        String surface = in.readUTF();
        int viewer = in.readInt();
        long atMillis = in.readLong();
        long sequence = in.readLong();
        long seed = in.readLong();
        Versions versions = new Versions(in.readUTF(), in.readUTF(), in.readUTF());
        boolean profiled = in.readBoolean();
        List<StageRun> stages = new ArrayList<>();
        for (int count = count(in); count > 0; count--) stages.add(readStage(in));
        List<RemovalCount> removals = new ArrayList<>();
        for (int count = count(in); count > 0; count--) {
            removals.add(new RemovalCount(in.readUTF(), in.readUTF(), in.readInt()));
        }
        List<String> columns = readTexts(in);
        List<Row> rows = new ArrayList<>();
        for (int count = count(in); count > 0; count--) rows.add(readRow(in, columns.size()));
        List<Removed> removed = new ArrayList<>();
        for (int count = count(in); count > 0; count--) {
            removed.add(new Removed(in.readInt(), in.readUTF(), in.readUTF(), in.readUTF()));
        }
        boolean full = in.readBoolean();
        return new Trace(
                id,
                surface,
                viewer,
                atMillis,
                sequence,
                seed,
                versions,
                profiled,
                stages,
                removals,
                columns,
                rows,
                removed,
                full,
                readFate(in));
    }

    private static StageRun readStage(DataInputStream in) throws IOException {
        String kind = in.readUTF();
        String name = in.readUTF();
        int before = in.readInt();
        int after = in.readInt();
        long micros = in.readLong();
        Status status = status(in.readUnsignedByte());
        String note = in.readUTF();
        return new StageRun(kind, name, before, after, micros, status, note.isEmpty() ? null : note);
    }

    private static Status status(int number) throws IOException {
        if (number >= Status.values().length) throw new IOException("There is no status " + number + ".");
        return Status.values()[number];
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0) throw new IOException("A count is negative.");
        return count;
    }

    private static Row readRow(DataInputStream in, int columns) throws IOException {
        int item = in.readInt();
        int position = in.readInt();
        List<String> sources = readTexts(in);
        float propensity = in.readFloat();
        boolean exploration = in.readBoolean();
        double[] values = new double[columns];
        for (int i = 0; i < columns; i++) values[i] = in.readDouble();
        return new Row(item, position, sources, propensity, exploration, values);
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int count = count(in); count > 0; count--) texts.add(in.readUTF());
        return texts;
    }

    private static @Nullable Fate readFate(DataInputStream in) throws IOException {
        return switch (in.readUnsignedByte()) {
            case 0 -> null;
            case 1 -> new Fate.NotProposed();
            case 2 -> new Fate.Filtered(in.readUTF(), in.readUTF(), in.readUTF());
            case 3 -> new Fate.NotSelected(in.readInt(), in.readInt());
            case 4 -> new Fate.Selected(in.readInt());
            default -> throw new IOException("There is no such fate.");
        };
    }
}
