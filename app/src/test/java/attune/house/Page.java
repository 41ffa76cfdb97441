package attune.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A file of the repository as the tidy rules see it: its path from the root, with slashes, and its text.
record Page(String path, String text) {
    private static final Set<String> TEXTS = Set.of(
            "java",
            "md",
            "sh",
            "xml",
            "json",
            "js",
            "mjs",
            "ts",
            "svelte",
            "css",
            "html",
            "svg",
            "txt",
            "csv",
            "jsonl",
            "yaml",
            "yml",
            "properties",
            "");
    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", "node_modules", "dist", ".idea", ".vscode", "attune-data");

    /// Every text file of the repository; what is built or fetched is no part of it.
    static List<Page> all() {
        List<Page> pages = new ArrayList<>();
        Path home = House.home();
        try {
            Files.walkFileTree(home, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skip = NOT_OURS.contains(folder.getFileName().toString());
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String path = home.relativize(file).toString().replace('\\', '/');
                    if (!path.equals(".git") && TEXTS.contains(ending(path))) {
                        pages.add(new Page(path, Files.readString(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return pages;
    }

    private static String ending(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1);
    }

    String ending() {
        return ending(path);
    }

    boolean isCode() {
        return Set.of("java", "sh", "js", "mjs", "ts", "svelte", "css").contains(ending())
                || (ending().isEmpty() && text.startsWith("#!"));
    }
}
