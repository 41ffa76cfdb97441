package attune.app.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What a community's folder takes on its disk, read anew each time.
public record Disk(Path folder) {
    /// One part of the folder.
    ///
    /// @param name the file, or the sub-folder with all that is in it
    public record Part(String name, long bytes) {}

    /// Largest first.
    public List<Part> parts() {
        Map<String, Long> parts = new LinkedHashMap<>();
        walk((file, attributes) ->
                parts.merge(folder.relativize(file).getName(0).toString(), attributes.size(), Long::sum));
        return parts.entrySet().stream()
                .map(part -> new Part(part.getKey(), part.getValue()))
                .sorted(Comparator.comparingLong(Part::bytes).reversed())
                .toList();
    }

    /// When the newest file of a sub-folder was written; empty if there is none.
    public OptionalLong newestMillis(String within) {
        long[] newest = {Long.MIN_VALUE};
        walk((file, attributes) -> {
            if (folder.relativize(file).startsWith(within)) {
                newest[0] = Math.max(newest[0], attributes.lastModifiedTime().toMillis());
            }
        });
        return newest[0] == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(newest[0]);
    }

    public long freeBytes() {
        return store(FileStore::getUsableSpace);
    }

    public long totalBytes() {
        return store(FileStore::getTotalSpace);
    }

    private interface Question {
        long ask(FileStore store) throws IOException;
    }

    private long store(Question question) {
        try {
            return question.ask(Files.getFileStore(folder));
        } catch (IOException failed) {
            throw new UncheckedIOException("The disk of " + folder + " does not answer.", failed);
        }
    }

    private interface Visit {
        void file(Path file, BasicFileAttributes attributes);
    }

    private void walk(Visit visit) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(file -> {
                try {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    if (attributes.isRegularFile()) visit.file(file, attributes);
                } catch (NoSuchFileException gone) {
                    // Files of the write-ahead log and snapshots come and go.
                } catch (IOException failed) {
                    throw new UncheckedIOException("The folder " + folder + " cannot be read.", failed);
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read.", failed);
        }
    }
}
