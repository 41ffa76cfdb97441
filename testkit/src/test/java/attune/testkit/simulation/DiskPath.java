package attune.testkit.simulation;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/// A name on the [SimulatedDisk]: absolute with a leading slash, or a single relative one.
record DiskPath(DiskSystem system, String text) implements Path {
    static String text(Path path) {
        if (path instanceof DiskPath disk) return disk.text;
        throw new ProviderMismatchException();
    }

    private DiskPath at(String text) {
        return new DiskPath(system, text);
    }

    @Override
    public FileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return text.startsWith("/");
    }

    @Override
    public Path getRoot() {
        return at("/");
    }

    @Override
    public Path getFileName() {
        return at(SimulatedDisk.last(text));
    }

    @Override
    public @Nullable Path getParent() {
        String parent = SimulatedDisk.parent(text);
        return parent.isEmpty() ? null : at(parent);
    }

    @Override
    public int getNameCount() {
        return (int) text.chars().filter(c -> c == '/').count();
    }

    @Override
    public Path getName(int index) {
        return at(text.split("/")[index + 1]);
    }

    @Override
    public Path subpath(int from, int to) {
        throw new UnsupportedOperationException("subpath");
    }

    @Override
    public boolean startsWith(Path other) {
        return text.startsWith(text(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return text.endsWith(text(other));
    }

    @Override
    public Path normalize() {
        return this;
    }

    @Override
    public Path resolve(Path other) {
        return other.isAbsolute() ? other : at(text + "/" + text(other));
    }

    @Override
    public Path relativize(Path other) {
        return at(text(other).substring(text.length() + 1));
    }

    @Override
    public URI toUri() {
        return URI.create("simulated:" + text);
    }

    @Override
    public Path toAbsolutePath() {
        return this;
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return this;
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("register");
    }

    @Override
    public int compareTo(Path other) {
        return text.compareTo(text(other));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DiskPath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
