package attune.testkit.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// What disks, people and half-done copies do to a file: some bytes other than they were, or its end missing.
record Damage(String file, int at, int bytes, boolean cut) {
    static Damage random(Path folder, List<String> files, Random random) throws IOException {
        String file = files.get(random.nextInt(files.size()));
        int size = (int) Files.size(folder.resolve(file));
        return new Damage(file, random.nextInt(size), 1 + random.nextInt(64), random.nextInt(4) == 0);
    }

    void on(Path folder, Random random) throws IOException {
        Path path = folder.resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        if (cut) {
            Files.write(path, Arrays.copyOf(bytes, at));
            return;
        }
        for (int i = at; i < Math.min(bytes.length, at + this.bytes); i++) {
            bytes[i] ^= (byte) (1 + random.nextInt(255));
        }
        Files.write(path, bytes);
    }

    /// A copy of a folder with what lies in it, one folder deep.
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) Files.createDirectories(target);
                else Files.copy(one, target);
            }
        }
    }
}
