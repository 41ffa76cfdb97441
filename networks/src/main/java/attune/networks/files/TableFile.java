package attune.networks.files;

import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import attune.http.problem.ProblemException;
import attune.model.identity.ExternalId;
import attune.model.item.ItemKind;
import attune.networks.wire.Reading;
import attune.networks.wire.Sender;
import attune.networks.wire.TraceReferences;
import attune.networks.wire.WireEvents;
import attune.networks.wire.WireType;
import attune.store.log.Draft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table, one event a row, by a mapping of its columns to the fields of the wire. Rows become wire events first, so
/// that they are judged by the same rules and get the same messages.
///
/// @param create how to make members and items that rows mention and nobody introduced; null to reject such rows
public record TableFile(
        Path file, String source, Mapping mapping, @Nullable Create create) implements Dataset {

    /// @param author who publishes items that no row introduces
    /// @param kind what they are
    /// @param consent given for members made here
    public record Create(
            ExternalId author, ItemKind kind, @Nullable ConsentBasis consent) {}

    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public void read(Limits limits, Findings findings) {
        Mentions mentions = create == null ? null : new Mentions(findings, source, create.consent());
        WireEvents events = new WireEvents(source, TraceReferences.NONE);
        try (Records records = new Records(file, mapping.separator(), limits, findings)) {
            RowReader reader = null;
            for (Optional<Records.Entry> next = records.next(); next.isPresent(); next = records.next()) {
                Records.Entry entry = next.get();
                if (reader == null) {
                    reader = RowReader.of(mapping, entry);
                    if (mapping.header()) continue;
                }
                findings.line();
                read(reader, entry, new Target(events, findings, mentions));
            }
        }
    }

    private record Target(
            WireEvents events, Findings findings, @Nullable Mentions mentions) {}

    private void read(RowReader reader, Records.Entry entry, Target to) {
        Line line = entry.line();
        try {
            if (!reader.chosen(entry.cells())) {
                to.findings().skipped("outside the bounds of the mapping");
                return;
            }
            byte[] event = JsonWriter.bytes(out -> reader.write(entry.cells(), out));
            JsonObject json = Json.parseObject(event, JsonLimits.STANDARD);
            switch (to.events().read(json, Sender.NETWORK)) {
                case Reading.Refused(var problem) -> JsonLinesFile.refuse(line, problem, to.findings());
                case Reading.Understood(WireType type, Draft draft, var _) -> {
                    if (to.mentions() != null && create != null) make(json, type, draft, line, to.mentions(), create);
                    json.findText("language").ifPresent(to.findings()::language);
                    to.findings()
                            .fact(
                                    line.place(),
                                    type,
                                    JsonLinesFile.once(draft, line, new String(event, StandardCharsets.UTF_8)));
                }
            }
        } catch (Columns.Unreadable unreadable) {
            to.findings().fault(line.place().at(reader.column(unreadable.column())), unreadable.detail());
        } catch (ProblemException unreadable) {
            JsonLinesFile.refuse(line, unreadable.problem(), to.findings());
        }
    }

    /// States what the row mentions, unless the row itself introduces it.
    private static void make(JsonObject json, WireType type, Draft draft, Line line, Mentions mentions, Create create) {
        if (type == WireType.MEMBER_JOINED) return;
        for (String field : List.of("member", "other", "author")) {
            json.findText(field)
                    .ifPresent(id -> mentions.member(line.place(), new ExternalId(id), draft.eventMillis()));
        }
        if (type == WireType.ITEM_PUBLISHED) return;
        for (String field : List.of("item", "group")) {
            Optional<String> id = json.findText(field);
            if (id.isEmpty()) continue;
            mentions.catalogue(line.place(), create.author().value(), draft.eventMillis());
            ItemKind kind = field.equals("group") ? ItemKind.GROUP : create.kind();
            mentions.item(
                    line.place(), Mentions.bare(new ExternalId(id.get()), create.author(), kind), draft.eventMillis());
        }
    }
}
