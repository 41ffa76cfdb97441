package attune.store.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Searches the bytes of every file in a folder as they lie on the disk, whatever they mean.
final class RawScan {
    private static final int PIECE_BYTES = 1 << 20;

    private final Path folder;

    RawScan(Path folder) {
        this.folder = folder;
    }

    void scan(ScanReport report) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) scan(file, report);
        } catch (IOException failed) {
            throw new StoreUnusable("The files of " + folder + " could not be searched.", failed);
        }
    }

    /// Pieces overlap by the longest text, so that none is missed at a border.
    private void scan(Path file, ScanReport report) throws IOException {
        String name = folder.relativize(file).toString();
        int overlap = Math.max(0, report.longestText() - 1);
        byte[] piece = new byte[PIECE_BYTES + overlap];
        try (InputStream in = Files.newInputStream(file)) {
            int kept = 0;
            long from = 0;
            for (int read = in.readNBytes(piece, 0, piece.length); read > 0; ) {
                int length = kept + read;
                report.raw(name, from, piece, length);
                report.bytes(read);
                kept = Math.min(overlap, length);
                System.arraycopy(piece, length - kept, piece, 0, kept);
                from += length - kept;
                read = in.readNBytes(piece, kept, piece.length - kept);
            }
        }
    }
}
