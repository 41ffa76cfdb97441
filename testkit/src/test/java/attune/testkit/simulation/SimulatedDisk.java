package attune.testkit.simulation;

import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A disk that keeps what was synced and nothing else for sure. At a power cut each file keeps what its last
/// sync covered, and of each sector written since then the old or the new bytes; each folder keeps the names of
/// its last sync and, of those created, renamed or deleted since, the first few. That is what a journaling file
/// system promises, and no more.
///
/// Every change is a point at which the power can be cut. Not thread-safe: the simulation is one thread.
final class SimulatedDisk {
    private static final int SECTOR_BYTES = 512;

    private final Node root = new Node(true);
    private Consumer<String> beforeSync = path -> {};
    private long pointsLeft = Long.MAX_VALUE;
    private boolean dark;
    private String neverSynced = "";

    /// A file or a folder.
    static final class Node {
        final boolean folder;
        byte[] bytes = {};
        byte[] synced = {};
        TreeMap<String, Node> names = new TreeMap<>();
        TreeMap<String, Node> syncedNames = new TreeMap<>();
        final List<Map<String, @Nullable Node>> changes = new ArrayList<>();

        Node(boolean folder) {
            this.folder = folder;
        }

        void change(Map<String, @Nullable Node> change) {
            changes.add(change);
            apply(names, change);
        }

        static void apply(Map<String, Node> names, Map<String, @Nullable Node> change) {
            change.forEach((name, node) -> {
                if (node == null) names.remove(name);
                else names.put(name, node);
            });
        }
    }

    /// Called before a file is synced: what other threads do meanwhile.
    void beforeSync(Consumer<String> call) {
        beforeSync = call;
    }

    /// The planted fault: code that never syncs the names in a folder.
    void neverSyncNames(String folder) {
        neverSynced = folder;
    }

    /// The power is cut before the change after so many.
    void cutAfter(long points) {
        pointsLeft = points;
    }

    /// A point at which the power can be cut; called before every change of the disk and around those of the log.
    void point() {
        if (dark || pointsLeft-- <= 0) {
            dark = true;
            throw new PowerCut();
        }
    }

    /// The disk as it is found after the power came back; without a cut, as it was.
    void crash(Random random) {
        lose(root, random);
        dark = false;
        pointsLeft = Long.MAX_VALUE;
    }

    private static void lose(Node node, Random random) {
        if (!node.folder) {
            node.bytes = torn(node.synced, node.bytes, random);
            node.synced = node.bytes;
            return;
        }
        int kept = node.changes.isEmpty() ? 0 : random.nextInt(node.changes.size() + 1);
        for (Map<String, @Nullable Node> change : node.changes.subList(0, kept)) Node.apply(node.syncedNames, change);
        node.changes.clear();
        node.names = new TreeMap<>(node.syncedNames);
        for (Node child : node.names.values()) lose(child, random);
    }

    private static byte[] torn(byte[] synced, byte[] written, Random random) {
        if (Arrays.equals(synced, written)) return written;
        int shorter = Math.min(synced.length, written.length);
        int length = shorter + random.nextInt(Math.max(synced.length, written.length) - shorter + 1);
        byte[] found = new byte[length];
        for (int at = 0; at < length; at += SECTOR_BYTES) {
            byte[] from = random.nextBoolean() ? written : synced;
            int end = Math.min(Math.min(at + SECTOR_BYTES, length), from.length);
            if (end > at) System.arraycopy(from, at, found, at, end - at);
        }
        return found;
    }

    @Nullable
    Node find(String path) {
        Node node = root;
        for (String name : names(path)) {
            if (node == null || !node.folder) return null;
            node = node.names.get(name);
        }
        return node;
    }

    Node get(String path) throws NoSuchFileException {
        Node node = find(path);
        if (node == null) throw new NoSuchFileException(path);
        return node;
    }

    Node create(String path, boolean folder) throws FileSystemException {
        point();
        Node parent = get(parent(path));
        if (parent.names.containsKey(last(path))) throw new FileAlreadyExistsException(path);
        Node made = new Node(folder);
        parent.change(Map.of(last(path), made));
        return made;
    }

    void append(Node file, byte[] bytes) {
        point();
        byte[] longer = Arrays.copyOf(file.bytes, file.bytes.length + bytes.length);
        System.arraycopy(bytes, 0, longer, file.bytes.length, bytes.length);
        file.bytes = longer;
    }

    void sync(Node node, String path) {
        beforeSync.accept(path);
        point();
        node.synced = node.bytes;
        if (!node.folder || path.equals(neverSynced)) return;
        node.syncedNames = new TreeMap<>(node.names);
        node.changes.clear();
    }

    void rename(String from, String to) throws FileSystemException {
        if (!parent(from).equals(parent(to))) throw new FileSystemException(from, to, "Not within one folder.");
        point();
        Node moved = get(from);
        Map<String, @Nullable Node> change = new HashMap<>();
        change.put(last(from), null);
        change.put(last(to), moved);
        get(parent(from)).change(change);
    }

    void delete(String path) throws FileSystemException {
        point();
        if (!get(path).names.isEmpty()) throw new DirectoryNotEmptyException(path);
        Map<String, @Nullable Node> change = new HashMap<>();
        change.put(last(path), null);
        get(parent(path)).change(change);
    }

    private static List<String> names(String path) {
        return Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
    }

    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
