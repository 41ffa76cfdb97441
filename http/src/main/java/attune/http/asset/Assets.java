package attune.http.asset;

import attune.http.auth.Access;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The console's pages: `/` is the index, `/assets/…` are files whose names change with what is in them and so may be
/// kept for ever, and a few others lie beside the index. Only plain names are looked up, so no path leaves the folder.
public final class Assets {
    private static final String REVALIDATE = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String NOT_BUILT = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Attune</title></head>
            <body>
            <h1>The console is not built</h1>
            <p>This node runs, and its API answers under <code>/v1</code>. To build the console's pages, install
            Node.js and start Attune again with <code>./attune</code>.</p>
            </body>
            </html>
            """;

    private record Asset(Response response, String tag) {}

    private final ClassLoader loader;
    private final String folder;
    /// Holds only files that exist, so it is bounded by the console's size.
    private final ConcurrentHashMap<String, Asset> known = new ConcurrentHashMap<>();

    /// @param folder where the pages lie on the class path, for example `console`
    public Assets(ClassLoader loader, String folder) {
        this.loader = loader;
        this.folder = folder;
    }

    /// Whether there are pages to serve.
    public boolean built() {
        return find("index.html", REVALIDATE).isPresent();
    }

    public Routes routes() {
        return Routes.of(
                page("/", "readConsole").by(this::index),
                page("/{file}", "readConsoleFile").by(request -> serve(request, "", REVALIDATE)),
                page("/assets/{file}", "readConsoleAsset").by(request -> serve(request, "assets/", FOR_EVER)));
    }

    private static Route.Draft page(String path, String operation) {
        return Route.get(path, operation)
                .tag("Console")
                .access(Access.PUBLIC)
                .answersType("*/*")
                .unlisted();
    }

    private Response index(Request request) {
        return find("index.html", REVALIDATE)
                .map(asset -> answer(request, asset))
                .orElseGet(() -> Response.text("text/html; charset=utf-8", NOT_BUILT));
    }

    private Response serve(Request request, String within, String caching) {
        String file = request.path("file");
        return (plain(file) ? find(within + file, caching) : Optional.<Asset>empty())
                .map(asset -> answer(request, asset))
                .orElseThrow(() -> new ProblemException(Problem.notFound("The console has no such file")));
    }

    /// A decoded name may hold anything, a slash included.
    private static boolean plain(String file) {
        return file.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*") && !file.contains("..");
    }

    private static Response answer(Request request, Asset asset) {
        boolean same = request.header("If-None-Match")
                .filter(tags -> tags.contains(asset.tag))
                .isPresent();
        return same ? Response.nothing().status(304).header("ETag", asset.tag) : asset.response;
    }

    private Optional<Asset> find(String path, String caching) {
        Asset asset = known.get(path);
        if (asset != null) {
            return Optional.of(asset);
        }
        String type = MediaTypes.of(path);
        byte[] bytes = type == null ? null : read(path);
        if (bytes == null || type == null) {
            return Optional.empty();
        }
        String tag = tag(bytes);
        Response response = Response.bytes(type, bytes).header("ETag", tag).header("Cache-Control", caching);
        Asset found = new Asset(response, tag);
        known.put(path, found);
        return Optional.of(found);
    }

    private byte @Nullable [] read(String path) {
        try (InputStream in = loader.getResourceAsStream(folder + "/" + path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException("The console's file " + path + " cannot be read", failure);
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
