package attune.learning.train;

import attune.algorithms.linear.LogisticModel;
import attune.learning.train.ActModel.Provenance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A model as bytes, with a CRC-32C at the end. It holds weights over all members and no fact about any one of them;
/// its provenance says which part of the log it came from.
public final class ActModelCodec {
    private static final int VERSION = 2;
    private static final int CHECKSUM_BYTES = 4;

    private ActModelCodec() {}

    public static byte[] encode(ActModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(shape(
                    model.features().names(),
                    model.acts().stream().map(act -> act.name()).toList()));
            Provenance provenance = model.provenance();
            out.writeUTF(provenance.version());
            out.writeLong(provenance.fromSequence());
            out.writeLong(provenance.toSequence());
            out.writeInt(provenance.examples());
            out.writeLong(provenance.trainedAtMillis());
            for (float weight : model.logistic().weights()) out.writeFloat(weight);
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed.", impossible);
        }
        return bytes.toByteArray();
    }

    /// The model, or empty if the bytes are damaged, of another format, or were trained over other features or acts
    /// than the prior's: then there is nothing to warm up, and the prior serves.
    public static Optional<ActModel> decode(byte[] bytes, ActPrior prior) {
        int end = bytes.length - CHECKSUM_BYTES;
        if (end < 0 || ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) return Optional.empty();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readUnsignedByte() != VERSION) return Optional.empty();
            List<String> acts = prior.acts().stream().map(act -> act.name()).toList();
            if (!in.readUTF().equals(shape(prior.features().names(), acts))) return Optional.empty();
            Provenance provenance =
                    new Provenance(in.readUTF(), in.readLong(), in.readLong(), in.readInt(), in.readLong());
            float[] weights = new float[acts.size() * (prior.features().size() + 1)];
            for (int i = 0; i < weights.length; i++) weights[i] = in.readFloat();
            LogisticModel logistic = new LogisticModel(prior.features().size(), acts.size(), weights);
            return Optional.of(new ActModel(prior.features(), prior.acts(), logistic, provenance));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static String shape(List<String> features, List<String> acts) {
        return String.join(",", features) + ";" + String.join(",", acts);
    }
}
