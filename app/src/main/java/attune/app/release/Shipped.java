package attune.app.release;

import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The libraries of others that a build ships: the jars of its class path, and the packages whose code is in the
/// console's pages. Read from what the build wrote, not from what it was asked for.
public final class Shipped {
    private static final Pattern NOTICE_LINE = Pattern.compile("^  (\\S+:\\S+) +(.+)$", Pattern.MULTILINE);
    private static final String PAGES = "npm:";

    private Shipped() {}

    /// One library.
    ///
    /// @param group Maven's group; empty for a package of the pages
    /// @param licence as NOTICE says; empty if it says nothing
    /// @param algorithm of the digest, as CycloneDX names it
    /// @param digest hexadecimal, of the file that was fetched
    public record Library(String group, String name, String version, String licence, String algorithm, String digest) {
        /// The package's address in its world (purl).
        public String address() {
            return group.isEmpty()
                    ? "pkg:npm/" + name.replace("@", "%40") + "@" + version
                    : "pkg:maven/" + group + "/" + name + "@" + version + "?type=jar";
        }

        /// As NOTICE names it.
        public String noticed() {
            return group.isEmpty() ? PAGES + name : group + ":" + name;
        }
    }

    /// @param home the folder of the repository, built
    public static List<Library> in(Path home) throws IOException {
        Map<String, String> licences = new HashMap<>();
        NOTICE_LINE
                .matcher(Files.readString(home.resolve("NOTICE")))
                .results()
                .forEach(line -> licences.put(line.group(1), line.group(2).strip()));
        List<Library> libraries = new ArrayList<>();
        for (Path jar : jars(home)) libraries.add(jar(jar, licences));
        libraries.addAll(pages(home, licences));
        libraries.sort(Comparator.comparing(Library::address));
        return libraries;
    }

    private static List<Path> jars(Path home) throws IOException {
        String path = Files.readString(home.resolve("app/target/classpath")).strip();
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(file -> file.endsWith(".jar"))
                .map(Path::of)
                .filter(file -> !file.startsWith(home))
                .toList();
    }

    /// `…/<group as folders>/<artifact>/<version>/<artifact>-<version>.jar`. Which of the folders belong to the
    /// group is what NOTICE says; of a library that it does not name, all that follow the one called
    /// `repository`.
    private static Library jar(Path file, Map<String, String> licences) throws IOException {
        List<String> names = new ArrayList<>();
        file.forEach(part -> names.add(part.toString()));
        String version = names.get(names.size() - 2);
        String name = names.get(names.size() - 3);
        List<String> folders = names.subList(0, names.size() - 3);
        String folded = "." + String.join(".", folders);
        String group = licences.keySet().stream()
                .filter(noticed -> noticed.endsWith(":" + name) && !noticed.startsWith(PAGES))
                .map(noticed -> noticed.substring(0, noticed.indexOf(':')))
                .filter(known -> folded.endsWith("." + known))
                .findFirst()
                .orElseGet(
                        () -> String.join(".", folders.subList(folders.lastIndexOf("repository") + 1, folders.size())));
        return new Library(
                group, name, version, licences.getOrDefault(group + ":" + name, ""), "SHA-256", sha256(file));
    }

    private static List<Library> pages(Path home, Map<String, String> licences) throws IOException {
        JsonObject lock = Json.parseObject(
                Files.readAllBytes(home.resolve("console/web/package-lock.json")),
                JsonLimits.STANDARD.withBytes(1 << 24));
        JsonObject packages = lock.object("packages");
        return licences.entrySet().stream()
                .filter(noticed -> noticed.getKey().startsWith(PAGES))
                .map(noticed -> {
                    String name = noticed.getKey().substring(PAGES.length());
                    JsonObject locked = packages.object("node_modules/" + name);
                    String sum = locked.text("integrity").substring("sha512-".length());
                    return new Library(
                            "",
                            name,
                            locked.text("version"),
                            noticed.getValue(),
                            "SHA-512",
                            HexFormat.of().formatHex(Base64.getDecoder().decode(sum)));
                })
                .toList();
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
