package attune.testkit.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One moment of a system call as strace told it: its entry, when the kernel had done nothing yet, or its return.
///
/// strace stops a thread at both moments and writes the lines in the order in which it let the threads go on. So if the
/// return of one call stands before the entry of another, the first was complete before the second began.
///
/// @param id the same for entry and return
/// @param path of the file behind the first argument; empty if there is none
/// @param bytes written; empty for other calls, and at a return
/// @param at where in the file, or the length it is cut to; −1 if the call has no such argument
/// @param result what the call returned; 0 at an entry
record Call(
        long id,
        boolean returned,
        String thread,
        String name,
        String path,
        String secondPath,
        byte[] bytes,
        long at,
        long result) {
    /// What a trace must hold of each call: everything that writes, syncs, cuts, names or unnames a file.
    static final String TRACED =
            "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,openat";

    private static final Pattern LINE = Pattern.compile("^(\\d+) +(.*)$");
    private static final Pattern WHOLE = Pattern.compile("^(\\w+)\\((.*)\\) += (-?\\d+|\\?).*$");
    private static final Pattern BEGUN = Pattern.compile("^(\\w+)\\((.*?),? *<unfinished \\.\\.\\.>$");
    private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. (\\w+) resumed>.*\\) += (-?\\d+|\\?).*$");
    private static final Pattern FILE = Pattern.compile("^-?\\w*<([^>]*)>");
    private static final Pattern TEXT = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"");
    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d+)$");
    private static final byte[] NOTHING = {};

    /// Reads a trace made with `-f -xx -y`, line by line.
    static void read(Path trace, Consumer<Call> each) {
        Map<String, Call> open = new HashMap<>();
        long[] id = new long[1];
        try (Stream<String> lines = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> parse(line, id, open, each));
        } catch (IOException failed) {
            throw new UncheckedIOException("The trace " + trace + " could not be read.", failed);
        }
    }

    private static void parse(String line, long[] id, Map<String, Call> open, Consumer<Call> each) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) return;
        String thread = parts.group(1);
        String text = parts.group(2);
        Matcher resumed = RESUMED.matcher(text);
        if (resumed.matches()) {
            Call begun = open.remove(thread);
            if (begun != null) each.accept(begun.done(resumed.group(2)));
            return;
        }
        Matcher unfinished = BEGUN.matcher(text);
        if (unfinished.matches()) {
            Call begun = entry(++id[0], thread, unfinished.group(1), unfinished.group(2));
            open.put(thread, begun);
            each.accept(begun);
            return;
        }
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) return;
        Call begun = entry(++id[0], thread, whole.group(1), whole.group(2));
        each.accept(begun);
        each.accept(begun.done(whole.group(3)));
    }

    private static Call entry(long id, String thread, String name, String arguments) {
        Matcher file = FILE.matcher(arguments);
        String path = file.find() ? unescaped(file.group(1)) : "";
        Matcher texts = TEXT.matcher(arguments);
        byte[] first = texts.find() ? bytes(texts.group(1)) : NOTHING;
        byte[] second = texts.find() ? bytes(texts.group(1)) : NOTHING;
        Matcher number = LAST_NUMBER.matcher(arguments);
        boolean placed = name.equals("pwrite64") || name.equals("ftruncate");
        long at = placed && number.find() ? Long.parseLong(number.group(1)) : -1;
        return switch (name) {
            case "write", "pwrite64" -> new Call(id, false, thread, name, path, "", first, at, 0);
            case "rename", "renameat", "renameat2", "unlink", "unlinkat", "openat" ->
                new Call(id, false, thread, name, text(first), text(second), NOTHING, at, 0);
            default -> new Call(id, false, thread, name, path, "", NOTHING, at, 0);
        };
    }

    private Call done(String result) {
        long value = result.equals("?") ? -1 : Long.parseLong(result);
        return new Call(id, true, thread, name, path, secondPath, bytes, at, value);
    }

    private static String unescaped(String path) {
        return path.startsWith("\\x") ? text(bytes(path)) : path;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// `\x61\x62` to its bytes.
    private static byte[] bytes(String escaped) {
        byte[] bytes = new byte[escaped.length() / 4];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(escaped.charAt(4 * i + 2), 16);
            int low = Character.digit(escaped.charAt(4 * i + 3), 16);
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    boolean writes() {
        return name.equals("write") || name.equals("pwrite64");
    }

    boolean syncs() {
        return name.equals("fsync") || name.equals("fdatasync");
    }
}
