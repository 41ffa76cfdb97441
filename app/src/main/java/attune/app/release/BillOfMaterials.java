package attune.app.release;

import attune.http.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// A build's bill of materials in CycloneDX 1.6, as scanners read it. The same build gives the same bytes: it holds no
/// time, and its serial number follows from what is listed.
public final class BillOfMaterials {
    private BillOfMaterials() {}

    /// @param version Attune's
    /// @param java the version of the Java that runs it, or of the runtime that an image ships
    public static String of(String version, String java, List<Shipped.Library> libraries) {
        UUID serial = UUID.nameUUIDFromBytes((version + java + libraries).getBytes(StandardCharsets.UTF_8));
        String self = "pkg:maven/attune/attune@" + version + "?type=jar";
        return JsonWriter.text(out -> {
            out.object()
                    .field("bomFormat", "CycloneDX")
                    .field("specVersion", "1.6")
                    .field("serialNumber", "urn:uuid:" + serial)
                    .field("version", 1);
            out.object("metadata").object("component");
            out.field("type", "application")
                    .field("bom-ref", self)
                    .field("name", "attune")
                    .field("version", version)
                    .field("purl", self);
            licence(out, "Apache-2.0");
            out.end().end();
            out.array("components");
            libraries.forEach(library -> component(out, library));
            platform(out, java);
            out.end();
            out.array("dependencies")
                    .object()
                    .field("ref", self)
                    .texts(
                            "dependsOn",
                            libraries.stream().map(Shipped.Library::address).toList());
            out.end().end().end();
        });
    }

    private static void component(JsonWriter out, Shipped.Library library) {
        out.object().field("type", "library").field("bom-ref", library.address());
        if (!library.group().isEmpty()) out.field("group", library.group());
        out.field("name", library.name()).field("version", library.version());
        out.array("hashes")
                .object()
                .field("alg", library.algorithm())
                .field("content", library.digest())
                .end()
                .end();
        licence(out, library.licence());
        out.field("purl", library.address()).end();
    }

    private static void platform(JsonWriter out, String java) {
        out.object()
                .field("type", "platform")
                .field("bom-ref", "openjdk@" + java)
                .field("name", "openjdk")
                .field("version", java);
        licence(out, "GPL-2.0-with-classpath-exception");
        out.end();
    }

    /// Identifiers of SPDX where there is one, else the name.
    private static void licence(JsonWriter out, String licence) {
        if (licence.isEmpty()) return;
        boolean spdx = List.of("Apache-2.0", "MIT", "EPL-2.0", "MPL-2.0", "GPL-2.0-with-classpath-exception")
                .contains(licence);
        out.array("licenses").object().object("license").field(spdx ? "id" : "name", licence);
        out.end().end().end();
    }
}
